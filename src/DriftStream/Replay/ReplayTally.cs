using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;

namespace DriftStream.Replay;

/// <summary>What a replay counted.</summary>
internal sealed class ReplayTally
{
    private readonly SortedDictionary<Verdict, int> _verdicts = [];
    private readonly Dictionary<string, int> _unknown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ignored = new(StringComparer.Ordinal);

    /// <summary>How many findings there were of each verdict.</summary>
    public IReadOnlyDictionary<Verdict, int> Verdicts => _verdicts;

    /// <summary>Events that DriftStream does not know, the most frequent first.</summary>
    public IEnumerable<KeyValuePair<string, int>> Unknown => MostFirst(_unknown);

    /// <summary>How many findings each ignore rule swallowed, or took changes out of, the most first.</summary>
    public IEnumerable<KeyValuePair<string, int>> Ignored => MostFirst(_ignored);

    /// <summary>Calls taken for Terraform's although no state could confirm them.</summary>
    public int Unchecked { get; private set; }

    /// <summary>Whether there was anything to report.</summary>
    public bool FoundSomething => _verdicts.Keys.Any(v => v.IsShown());

    /// <summary>How many findings had this verdict.</summary>
    public int Of(Verdict verdict) => _verdicts.GetValueOrDefault(verdict);

    /// <summary>Counts one finding.</summary>
    public void Count(Verdict verdict) => _verdicts[verdict] = Of(verdict) + 1;

    /// <summary>Counts one finding that nobody is shown.</summary>
    /// <param name="verdict">Its verdict.</param>
    /// <param name="rule">The ignore rule that swallowed it; null for none.</param>
    /// <param name="isUnchecked">Whether it was taken for Terraform's without a check.</param>
    public void Count(Verdict verdict, string? rule, bool isUnchecked)
    {
        Count(verdict);
        Unchecked += isUnchecked ? 1 : 0;
        if (rule is not null)
        {
            _ignored[rule] = _ignored.GetValueOrDefault(rule) + 1;
        }
    }

    /// <summary>Counts what was proven without judging, as far as it comes to one verdict.</summary>
    public void Count(Proven proven)
    {
        Count(Verdict.Failed, proven.Refused);
        Count(Verdict.ReadOnly, proven.ReadOnly);
        Count(Verdict.Unknown, proven.Unknown.Values.Sum());
        foreach (var (call, count) in proven.Unknown)
        {
            _unknown[call] = _unknown.GetValueOrDefault(call) + (int)count;
        }
    }

    /// <summary>Counts all that judging one event gave.</summary>
    public void Count(CloudTrailEvent change, Judgement judgement)
    {
        Unchecked += judgement.Unchecked ? 1 : 0;
        foreach (var finding in judgement.Findings)
        {
            Count(finding.Verdict);
            if (finding.Rule is { } rule)
            {
                _ignored[rule] = _ignored.GetValueOrDefault(rule) + 1;
            }
        }

        if (judgement.Findings.Any(f => f.Verdict == Verdict.Unknown))
        {
            var name = $"{change.Operation} ({change.Source})";
            _unknown[name] = _unknown.GetValueOrDefault(name) + 1;
        }
    }

    private void Count(Verdict verdict, long count)
    {
        if (count > 0)
        {
            _verdicts[verdict] = Of(verdict) + (int)count;
        }
    }

    private static IEnumerable<KeyValuePair<string, int>> MostFirst(Dictionary<string, int> counts) =>
        counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal);
}
