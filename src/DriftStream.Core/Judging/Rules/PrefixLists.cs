using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Entries of managed prefix lists: an aws_ec2_managed_prefix_list_entry by list and CIDR, or a block of the list.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyManagedPrefixList.html</remarks>
internal static class PrefixLists
{
    private const string List = "aws_ec2_managed_prefix_list";
    private const string Entry = "aws_ec2_managed_prefix_list_entry";
    private const string Place = "entry";

    private static readonly HashSet<string> Entries = ["AddEntries.Cidr", "AddEntries.Description", "RemoveEntries.Cidr"];

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => IsKnown(situation)
        ?
        [
            .. AnyCall.Reads(situation),
            .. Reading.Identifying(situation, Entry, ("AddEntries.Cidr", "cidr"), ("RemoveEntries.Cidr", "cidr")),
            .. Reading.Values(situation, Entry, ("AddEntries.Description", "description")),
        ]
        : null;

    /// <summary>What the call does; null where it is another call, or sends no entry.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation) => !IsKnown(situation) || situation.Text("prefixListId") is not { } list || !Sent(situation, "RemoveEntries").Concat(Sent(situation, "AddEntries")).Any()
        ? null
        :
        [
            .. Settings(situation),
            .. Sent(situation, "RemoveEntries").SelectMany(e => Of(situation, list, e, adds: false)),
            .. Sent(situation, "AddEntries").SelectMany(e => Of(situation, list, e, adds: true)),
        ];

    private static bool IsKnown(Situation situation) => situation.Change is { Source: "ec2.amazonaws.com", Operation: "ModifyManagedPrefixList" };

    private static IEnumerable<Value> Sent(Situation situation, string member) =>
        RequestMembers.Find(situation.Request, member).SelectMany(m => RequestMembers.Each(m.Value)).Where(e => Part(e, "cidr") is not null);

    private static string? Part(Value entry, string name) => entry.Find(name, StringComparison.OrdinalIgnoreCase) is { IsScalar: true, Text.Length: > 0 } part ? part.Text : null;

    private static IEnumerable<Target> Settings(Situation situation) =>
        from row in situation.Rows.Where(r => r.Type?.Name == List)
        from match in situation.Matcher.Match(row, situation.Change)
        let effects = Translation.Effects(row, situation, match.Instance, Entries)
        where effects.Count > 0
        select new Target { Kind = TargetKind.Change, Instance = match.Instance, Effects = effects };

    private static IEnumerable<Target> Of(Situation situation, string list, Value sent, bool adds)
    {
        string cidr = Part(sent, "cidr")!, description = Part(sent, "description") ?? "";
        var separate = situation.Matcher.Named(Entry, "prefix_list_id", list, situation.Change).ToList();
        var held = separate.Where(i => i.Attributes["cidr"].Text == cidr).ToList();
        if (held.Count > 0)
        {
            return held.Select(i => adds
                ? new Target { Kind = TargetKind.Recreate, Instance = i, Effects = [AttributeEffect.Replace("description", Value.Of(description))] }
                : new Target { Kind = TargetKind.Delete, Instance = i });
        }

        var child = Value.MapOf(("prefix_list_id", Value.Of(list)), ("cidr", Value.Of(cidr)));
        var element = Value.MapOf(("cidr", Value.Of(cidr)), ("description", Value.Of(description)));
        var effect = new AttributeEffect(Place, before => Value.ListOf([.. before.Items.Where(e => e["cidr"].Text != cidr || (adds && Meaning.Same(e, element))), .. adds && !before.Items.Any(e => Meaning.Same(e, element)) ? [element] : Array.Empty<Value>()]));
        var lists = situation.Matcher.Named(List, "id", list, situation.Change);
        return lists.Select(l => adds
            ? Ownership.Added(l, Place, separate.Count > 0, effect, Entry, child)
            : Ownership.Removed(situation, l, Place, separate.Count > 0, effect, Entry, child));
    }
}
