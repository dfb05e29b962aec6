using System.Collections;
using System.Diagnostics.CodeAnalysis;
using DriftStream.Core.Judging;

namespace DriftStream.Configuration;

/// <summary>The settings of this moment. A reload swaps them whole, and only after all of them were checked.</summary>
internal sealed class CurrentSettings
{
    private volatile InForce _inForce;

    /// <summary>Settings to begin with.</summary>
    public CurrentSettings(CoreSettings core) => _inForce = new(core);

    /// <summary>Judge's settings alone, for whoever has no others.</summary>
    public CurrentSettings(JudgeSettings judge) => _inForce = new(new(), judge);

    /// <summary>What the user decided about judging.</summary>
    public CoreSettings Core => _inForce.Core;

    /// <summary>What the judge needs of it.</summary>
    public JudgeSettings Judge => _inForce.Judge;

    /// <summary>What people call the accounts, by id: always the names of the moment, so it may be kept.</summary>
    public IReadOnlyDictionary<string, string> AccountNames => new LiveNames(this);

    /// <summary>Why the newest configuration is not in force, and which of its keys wait for a restart.</summary>
    public ConfigurationHealth Health { get; private set; } = ConfigurationHealth.Fine;

    /// <summary>Puts other settings in force.</summary>
    public void Swap(CoreSettings core) => _inForce = new(core);

    /// <summary>Notes how it stands with the newest configuration.</summary>
    public void Note(ConfigurationHealth health) => Health = health;

    private sealed record InForce(CoreSettings Core, JudgeSettings Judge)
    {
        public InForce(CoreSettings core)
            : this(core, core.ForJudge())
        {
        }

        public IReadOnlyDictionary<string, string> Names { get; } = Core.AccountNames;
    }

    private sealed class LiveNames(CurrentSettings settings) : IReadOnlyDictionary<string, string>
    {
        public IEnumerable<string> Keys => Now.Keys;

        public IEnumerable<string> Values => Now.Values;

        public int Count => Now.Count;

        private IReadOnlyDictionary<string, string> Now => settings._inForce.Names;

        public string this[string key] => Now[key];

        public bool ContainsKey(string key) => Now.ContainsKey(key);

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value) => Now.TryGetValue(key, out value);

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => Now.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

/// <summary>How it stands with the newest configuration.</summary>
/// <param name="Problem">Why it is not in force, in one sentence; null where it is.</param>
/// <param name="AwaitRestart">Keys that were changed and count after a restart.</param>
internal sealed record ConfigurationHealth(string? Problem, IReadOnlyList<string> AwaitRestart)
{
    /// <summary>What the file says is what counts.</summary>
    public static ConfigurationHealth Fine { get; } = new(null, []);
}
