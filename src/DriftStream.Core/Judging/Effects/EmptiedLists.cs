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

    // Services that take {} for a block that is to go; the older ones write their empty lists so.
    // https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html
    private static readonly HashSet<string> SpeakJson = ["lambda.amazonaws.com", "events.amazonaws.com", "states.amazonaws.com", "scheduler.amazonaws.com", "pipes.amazonaws.com"];

    /// <summary>The effects on the blocks that are gone.</summary>
    public static IEnumerable<AttributeEffect> Effects(EventRow row, ResourceType type, Situation situation)
    {
        foreach (var (attribute, list) in situation.Call.BlockListsOf(row, type))
        {
            if (Sent(situation, list) is [{ Steps.Count: 0 } sent] && IsEmptied(sent.Value, attribute, type, situation))
            {
                yield return AttributeEffect.Replace(attribute, Value.EmptyList);
            }
        }
    }

    // Without its only list the block around it says nothing either.
    private static IReadOnlyList<Member> Sent(Situation situation, string list)
    {
        var sent = RequestMembers.Find(situation.Request, list);
        var end = list.LastIndexOf('.');
        return sent.Count > 0 || end < 0 || !SpeakJson.Contains(situation.Change.Source) ? sent : [.. RequestMembers.Find(situation.Request, list[..end]).Where(m => IsBare(m.Value))];
    }

    // CloudTrail writes {} for what it hides, too; and without networks Lambda leaves a function in those it has.
    private static bool IsEmptied(Value sent, string attribute, ResourceType type, Situation situation) =>
        sent is { Kind: ValueKind.List, Items.Count: 0 }
        || (IsBare(sent) && SpeakJson.Contains(situation.Change.Source) && attribute != "vpc_config" && !HidesAny(type.Attributes[attribute]));

    private static bool IsBare(Value sent) => sent is { Kind: ValueKind.Map, Members.Count: 0 };

    private static bool HidesAny(AttributeFacts block) => block.IsSensitive || block.Nested.Any(n => n.Key is "variables" || HidesAny(n.Value));

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
