using DriftStream.Core.Comparing;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging;

/// <summary>Narrows the changes of a finding for people: of one element of a set put in place of another they want to know what is different about it.</summary>
public static class ReplacedElements
{
    /// <summary>The changes, with a removal and an addition of one element each at the same path replaced by the members that differ. In the order of their paths.</summary>
    public static IReadOnlyList<Change> Narrowed(IReadOnlyList<Change> changes) =>
        changes.Count < 2 ? changes : [.. changes.GroupBy(c => c.Path).SelectMany(g => Narrow([.. g]))];

    private static IReadOnlyList<Change> Narrow(Change[] ofPath)
    {
        // A rule of a security group is told as a rule.
        if (ofPath is not [var first, var second] || Pair(first, second) is not { } pair || RuleChange.TryRead(pair.Come) is not null)
        {
            return ofPath;
        }

        var inner = Inside(first.Path, pair.Gone.Before, pair.Come.After).ToList();
        return inner.Count == 0 ? ofPath : inner;
    }

    private static (Change Gone, Change Come)? Pair(Change first, Change second) => (IsGone(first), IsGone(second)) switch
    {
        (true, false) when IsCome(second) => (first, second),
        (false, true) when IsCome(first) => (second, first),
        _ => null,
    };

    private static bool IsGone(Change change) => change is { Hidden: false, Before.Kind: ValueKind.Map, After.IsNull: true };

    private static bool IsCome(Change change) => change is { Hidden: false, Before.IsNull: true, After.Kind: ValueKind.Map };

    private static IEnumerable<Change> Inside(string path, Value before, Value after)
    {
        if (Meaning.Same(before, after))
        {
            return [];
        }

        return (before, after) switch
        {
            ({ Kind: ValueKind.Map }, { Kind: ValueKind.Map }) => before.Members.Concat(after.Members)
                .Select(m => m.Key).Distinct().Order(StringComparer.Ordinal)
                .SelectMany(name => Inside(AttributePath.Key(path, name), before[name], after[name])),
            ({ Items: [{ Kind: ValueKind.Map } old] }, { Items: [{ Kind: ValueKind.Map } now] }) => Inside(path, old, now),
            _ => [new Change(path, before, after)],
        };
    }
}
