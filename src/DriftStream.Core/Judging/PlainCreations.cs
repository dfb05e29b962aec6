using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Comparing;

namespace DriftStream.Core.Judging;

/// <summary>
/// New resources whose severity is that of their type: nothing in the event names everybody, an administrator's policy or an open range. Told by the bytes
/// of the event, so that what is known of the resource need not be worked out. Everything here is a proof about <see cref="Severities.Creations"/>.
/// </summary>
internal static class PlainCreations
{
    // What any of them holds may be as wide as the world, public, or lead out of it.
    private static readonly HashSet<string> TellingAttributes =
    [
        "acl", "gateway_id", "cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6", "cidrs", "ipv6_cidrs", "cidr", "ip_range",
    ];

    // They tell beside a protocol.
    private static readonly string[] EntrySources = ["cidr_block", "ipv6_cidr_block"];

    private static readonly HashSet<string> Shares = ["aws_ami_launch_permission", "aws_snapshot_create_volume_permission", "aws_ram_principal_association", "aws_network_acl_rule", "aws_route"];

    /// <summary>Whether the rest can be told by the bytes of an event.</summary>
    public static bool MayCover(EventRow row) =>
        row.Type is { } type && !Shares.Contains(type.Name) && type.Attributes.Keys.Concat(Fed(row)).ToHashSet() is var names
        && !names.Overlaps(TellingAttributes) && !(names.Contains("protocol") && names.Overlaps(EntrySources));

    /// <summary>Whether nothing in the event can make the new resource worse than its type does; for rows that <see cref="MayCover"/> allows.</summary>
    public static bool Cover(CloudTrailEvent change) => change.IsAsRecorded && IsPlain(change.RequestJson.Span) && IsPlain(change.ResponseJson.Span);

    private static IEnumerable<string> Fed(EventRow row) =>
        row.Ids.SelectMany(i => i.Attributes).Concat(row.Outs.Concat(row.Pairs).SelectMany(p => p.Attributes)).Select(AttributePath.Root);

    // An escape, of JSON's or of an address in the web, may be any of them.
    private static bool IsPlain(ReadOnlySpan<byte> json) =>
        (json.IndexOfAny((byte)'*', (byte)'\\', (byte)'%') < 0 || (!json.Contains((byte)'*') && json.IndexOf("\\u"u8) < 0 && json.IndexOf("%2"u8) < 0)) && json.IndexOf("AdministratorAccess"u8) < 0
        && json.IndexOf("AmazonEKSClusterAdminPolicy"u8) < 0 && json.IndexOf("global/A"u8) < 0 && json.IndexOf("global\\/A"u8) < 0;
}
