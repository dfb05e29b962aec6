using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Effects;

/// <summary>Lists of blocks that a request sends without any element: nothing under their members tells that the blocks are gone.</summary>
internal static class EmptiedLists
{
    private const string Items = ".Items";

    /// <summary>The effects on the blocks that are gone.</summary>
    public static IEnumerable<AttributeEffect> Effects(EventRow row, ResourceType type, Situation situation)
    {
        foreach (var (attribute, list) in situation.Call.BlockListsOf(row, type))
        {
            if (RequestMembers.Find(situation.Request, list) is [{ Steps.Count: 0, Value: { Kind: ValueKind.List, Items.Count: 0 } }])
            {
                yield return AttributeEffect.Replace(attribute, Value.EmptyList);
            }
        }
    }

    /// <summary>The blocks that a row's members are about, and the list that each comes in.</summary>
    public static IEnumerable<(string Attribute, string List)> Of(EventRow row, ResourceType type, string operation) =>
        from pairs in row.Pairs.Where(p => !p.IsWeak).GroupBy(p => AttributePath.Root(p.Attributes[0]))
        where type.Attributes.GetValueOrDefault(pairs.Key) is { Kind: AttributeKind.List or AttributeKind.Set, Nested.Count: > 0, IsComputed: false }
            && Translation.CanDrift(type, pairs.Key) && ListParts.Of(operation, pairs.First().Path, pairs.Key) == ListPart.Whole
        let list = Shared([.. pairs.Select(p => p.Path.Split('.'))])
        where list.Length > 0
        select (pairs.Key, list);

    /// <summary>The counts of lists: those of an empty one are all that is sent of it.</summary>
    public static IEnumerable<LeafUse> Reads(Situation situation) =>
        from row in situation.Rows.Where(r => r.Type is not null)
        from pair in row.Pairs.Where(p => !p.IsWeak && p.Path.EndsWith(Items, StringComparison.Ordinal))
        from use in Reading.Values(situation, row.Type!.Name, (pair.Path[..^Items.Length] + ".Quantity", pair.Attributes[0]))
        select use;

    // Rules.Action.Allow and Rules.Name are both about the list Rules.
    private static string Shared(IReadOnlyList<string[]> paths)
    {
        var first = paths[0];
        var length = paths.Min(p => p.Length) - 1;
        return string.Join('.', first.Take(length).TakeWhile((name, i) => paths.All(p => p[i] == name)));
    }
}
