using DriftStream.Core.Judging.Ignoring;

namespace DriftStream.Ignoring;

/// <summary>How the rules differ from those before, so that nobody can hide something by changing them unseen.</summary>
/// <param name="Added">New ones.</param>
/// <param name="Removed">Those that are gone.</param>
/// <param name="Changed">Those of the same name that ask for something else, as they are now.</param>
/// <param name="Problems">What is wrong now and was not before.</param>
internal sealed record RuleDifference(IReadOnlyList<IgnoreRule> Added, IReadOnlyList<IgnoreRule> Removed, IReadOnlyList<IgnoreRule> Changed, IReadOnlyList<string> Problems)
{
    /// <summary>What is different between two readings.</summary>
    public static RuleDifference Between(IgnoreLoad before, IgnoreLoad after)
    {
        var (old, now) = (ByName(before), ByName(after));
        return new(
            [.. now.Where(r => !old.ContainsKey(r.Key)).Select(r => r.Value)],
            [.. old.Where(r => !now.ContainsKey(r.Key)).Select(r => r.Value)],
            [.. now.Where(r => old.TryGetValue(r.Key, out var earlier) && Line(earlier) != Line(r.Value)).Select(r => r.Value)],
            [.. after.Problems.Except(before.Problems)]);
    }

    // Names with line numbers change with every line above them, so those rules are what they ask for.
    private static Dictionary<string, IgnoreRule> ByName(IgnoreLoad load) =>
        load.FromFile.Select(r => (Key: r.Name, Rule: r))
            .Concat(load.FromDriftIgnore.Concat(load.FromCode).Select(r => (Key: $"{r}", Rule: r)))
            .GroupBy(r => r.Key)
            .ToDictionary(g => g.Key, g => g.First().Rule);

    private static string Line(IgnoreRule rule) => $"{rule} {rule.Owner} {rule.Reason}";
}
