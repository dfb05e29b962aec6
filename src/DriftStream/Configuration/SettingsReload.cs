namespace DriftStream.Configuration;

/// <summary>What a newly read configuration changes at once, and what only a restart brings.</summary>
/// <param name="Core">The settings to put in force.</param>
/// <param name="Values">The values to put in force.</param>
/// <param name="InForce">Sections that are different from now on.</param>
/// <param name="AwaitRestart">Keys that are different and are not in force.</param>
internal sealed record SettingsReload(CoreSettings Core, Dictionary<string, string?> Values, IReadOnlyList<string> InForce, IReadOnlyList<string> AwaitRestart)
{
    // What an empty list or object is to the configuration.
    private const string Nothing = "";

    // Whoever reads these asks for them each time; everything else is built once, at the start.
    private static readonly string[] Live = ["Runners", "Accounts", "SwitchedOffRules", "Severities", "Alerts"];
    private static readonly string[] LiveKeys = ["Log:Level"];

    /// <summary>Compares what is in force with what was read.</summary>
    /// <param name="core">The settings in force.</param>
    /// <param name="known">The values to compare with: those in force, or those of the start.</param>
    /// <param name="read">The configuration that was read.</param>
    public static SettingsReload Between(CoreSettings core, IReadOnlyDictionary<string, string?> known, LoadedConfiguration read)
    {
        var written = LiveValues.Flat(read.Values);
        var differing = known.Keys.Union(written.Keys, StringComparer.OrdinalIgnoreCase)
            .Where(key => (known.GetValueOrDefault(key) ?? Nothing) != (written.GetValueOrDefault(key) ?? Nothing))
            .Order(StringComparer.OrdinalIgnoreCase)
            .ToList();
        var values = new Dictionary<string, string?>(
            known.Where(pair => !IsLive(pair.Key)).Concat(written.Where(pair => IsLive(pair.Key))), StringComparer.OrdinalIgnoreCase);
        var areSameStates = core.States.Select(Place).SequenceEqual(read.Core.States.Select(Place));
        return new(
            read.Core with { States = areSameStates ? read.Core.States : core.States, IgnoreFile = core.IgnoreFile },
            values,
            [.. differing.Where(key => IsLive(key) || (areSameStates && IsRunnerOfState(key))).Select(Told).Distinct(StringComparer.OrdinalIgnoreCase)],
            [.. differing.Where(key => !IsLive(key) && !(areSameStates && IsRunnerOfState(key)))]);
    }

    private static bool IsLive(string key) =>
        Array.Exists(Live, section => key.Equals(section, StringComparison.OrdinalIgnoreCase) || key.StartsWith($"{section}:", StringComparison.OrdinalIgnoreCase))
        || LiveKeys.Contains(key, StringComparer.OrdinalIgnoreCase);

    private static bool IsRunnerOfState(string key) => key.Split(':') is ["States", _, "Runners", _];

    private static string Told(string key) => LiveKeys.Contains(key, StringComparer.OrdinalIgnoreCase) ? key : key.Split(':')[0];

    // All of an entry that says what is read, and from where.
    private static (string? Name, string Url, string? Account, string? Region, string? Role, string? ExternalId, string? Code) Place(StateEntry state) =>
        (state.Name, state.Url, state.Account, state.Region, state.RoleArn, state.ExternalId, state.Code);
}
