using DriftStream.Core.Judging;

namespace DriftStream.Replay.Reports;

/// <summary>How many findings of each verdict each of many names has. Only so many names are told apart, so that memory has a bound.</summary>
internal sealed class CappedTallies(int limit = CappedTallies.Names)
{
    /// <summary>How many names are told apart, if nothing else is said.</summary>
    public const int Names = 10_000;

    private readonly Dictionary<string, VerdictTally> _tallies = new(StringComparer.Ordinal);

    /// <summary>How many names there are, those beyond the limit not among them.</summary>
    public int Count => _tallies.Count;

    /// <summary>How many findings were of names beyond the limit.</summary>
    public long Uncounted { get; private set; }

    /// <summary>Counts one finding of a name; null counts for nobody.</summary>
    public void Add(string? name, Verdict verdict)
    {
        if (name is null)
        {
            return;
        }

        if (!_tallies.TryGetValue(name, out var tally))
        {
            if (_tallies.Count == limit)
            {
                Uncounted++;
                return;
            }

            tally = _tallies[name] = new(name);
        }

        tally.Add(verdict);
    }

    /// <summary>Those with the most findings, the most first.</summary>
    public IReadOnlyList<VerdictTally> Most(int number) =>
        [.. _tallies.Values.OrderByDescending(t => t.Total).ThenBy(t => t.Name, StringComparer.Ordinal).Take(number)];
}
