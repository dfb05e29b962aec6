using DriftStream.Configuration;
using DriftStream.Core.Judging.Ignoring;

namespace DriftStream.Ignoring;

/// <summary>The ignore rules of this moment. A reload swaps them whole, so judging never waits.</summary>
internal sealed class IgnoreSnapshot(IgnoreSources sources, TimeProvider clock)
{
    private readonly IgnoreReader _reader = new(sources, clock);
    private volatile IgnoreLoad _load = IgnoreLoad.Nothing;
    private IReadOnlyList<string> _written = [];

    /// <summary>The rules.</summary>
    public IgnoreRules Rules => _load.Rules;

    /// <summary>How many there are from where.</summary>
    public string Counted => _load.Counted;

    /// <summary>A sentence for everything that cannot be used, or not in its newest form, or is doubtful.</summary>
    public IReadOnlyList<string> Problems => _load.Problems;

    /// <summary>Reads the rules for the first time.</summary>
    /// <exception cref="ConfigurationMistakesException">The ignore file cannot be used.</exception>
    public void Load()
    {
        var load = _reader.Read();
        if (load.Mistakes.Count > 0)
        {
            throw new ConfigurationMistakesException(load.Mistakes);
        }

        _written = _reader.Written();
        _load = load;
    }

    /// <summary>Reads the rules again if a file came, went or was written since.</summary>
    /// <returns>What became different; null where nothing was read.</returns>
    public RuleDifference? Refresh()
    {
        var written = _reader.Written();
        if (written.SequenceEqual(_written))
        {
            return null;
        }

        var before = _load;
        _load = _reader.Read();

        // The files that were there before they were read: what is written meanwhile is read next time.
        _written = _reader.Written().SequenceEqual(written) ? written : [];
        return RuleDifference.Between(before, _load);
    }
}
