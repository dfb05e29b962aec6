using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>The NS and SOA records of a zone itself: Route 53 makes them with the zone, so they are the zone's and nothing that was added to it.</summary>
internal static class ZoneApex
{
    /// <summary>Whether a record set is one of the two that the zone came with.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="name">The record's name, without trailing dot and in small letters.</param>
    /// <param name="set">The record set.</param>
    public static bool IsOf(ResourceInstance zone, string name, Value set) =>
        set["type"].Text is "NS" or "SOA" && Plain(zone.Attributes["name"].Text) == name;

    /// <summary>What the call does to the zone: other servers differ from the state; a time to live is in no attribute.</summary>
    public static Target Target(Situation situation, ResourceInstance zone, Value set)
    {
        List<string> sent = [.. RequestMembers.Each(set["resourceRecords"]).Select(r => r.Kind == ValueKind.Map ? r["value"].Text : r.Text)];
        var attribute = set["type"].Text == "NS" ? "name_servers" : "primary_name_server";
        var held = zone.Attributes[attribute];
        var after = set["type"].Text == "NS" ? Servers(held, sent) : Primary(held, sent);
        return ReferenceEquals(after, held) && !situation.OpenAt(zone).Any(d => AttributePath.Root(d.Path) == attribute)
            ? new() { Kind = TargetKind.NoEffect, Instance = zone }
            : new() { Kind = TargetKind.Change, Instance = zone, Effects = [AttributeEffect.Replace(attribute, after)] };
    }

    // The state's own value where they are the same servers.
    private static Value Servers(Value held, List<string> sent) => held.IsNull || sent.Count == 0 || sent.Select(Plain).ToHashSet().SetEquals(held.Items.Select(i => Plain(i.Text)))
        ? held
        : Value.ListOf(sent.Select(s => Value.Of(Plain(s))).OrderBy(s => s.Text, StringComparer.Ordinal));

    // ns-1.example. hostmaster.example. 1 7200 900 1209600 86400
    private static Value Primary(Value held, List<string> sent) =>
        held.IsNull || sent is not [var start] || Plain(start.Split(' ')[0]) is not { Length: > 0 } server || server == Plain(held.Text) ? held : Value.Of(server);

    private static string Plain(string name) => name.TrimEnd('.').ToLowerInvariant();
}
