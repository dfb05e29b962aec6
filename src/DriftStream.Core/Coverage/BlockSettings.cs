using DriftStream.Core.Catalog;

namespace DriftStream.Core.Coverage;

/// <summary>The settings of an attribute, a block's inner ones included, and which of them no event carries.</summary>
/// <param name="Count">How many can be configured; 1 for a plain value.</param>
/// <param name="Unseen">The paths of those that no event carries; a block stands for its settings where none of them is carried.</param>
/// <param name="IsUnseen">No event carries any of them.</param>
internal sealed record BlockSettings(int Count, IReadOnlyList<string> Unseen, bool IsUnseen)
{
    /// <summary>Counts from a path downwards.</summary>
    /// <param name="path">The attribute or setting.</param>
    /// <param name="facts">What the schema says of it.</param>
    /// <param name="revealed">The paths that events carry; a path carries everything below it.</param>
    public static BlockSettings Of(string path, AttributeFacts facts, IReadOnlySet<string> revealed)
    {
        var inside = facts.Nested.Where(n => !n.Value.IsComputedOnly).OrderBy(n => n.Key, StringComparer.Ordinal).ToList();
        if (inside.Count == 0 || revealed.Contains(path))
        {
            return revealed.Contains(path) ? new(CountIn(facts), [], IsUnseen: false) : new(1, [path], IsUnseen: true);
        }

        var parts = inside.ConvertAll(n => Of($"{path}.{n.Key}", n.Value, revealed));
        var isUnseen = parts.TrueForAll(p => p.IsUnseen);
        return new(parts.Sum(p => p.Count), isUnseen ? [path] : [.. parts.SelectMany(p => p.Unseen)], isUnseen);
    }

    private static int CountIn(AttributeFacts facts) => Math.Max(1, facts.Nested.Values.Where(n => !n.IsComputedOnly).Sum(CountIn));
}
