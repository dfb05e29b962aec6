using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Images and snapshots shared with accounts or with everyone: a permission of its own, or a child that no state holds.</summary>
internal static class SharedImages
{
    private sealed record Sharing(string Member, string Id, string Permission, string IdAttribute, string[] Parents);

    private static readonly Dictionary<string, Sharing> Sharings = new()
    {
        ["ModifyImageAttribute"] = new("launchPermission", "imageId", "aws_ami_launch_permission", "image_id", ["aws_ami", "aws_ami_copy", "aws_ami_from_instance"]),
        ["ModifySnapshotAttribute"] = new("createVolumePermission", "snapshotId", "aws_snapshot_create_volume_permission", "snapshot_id", ["aws_ebs_snapshot", "aws_ebs_snapshot_copy", "aws_ebs_snapshot_import"]),
    };

    // What CloudTrail calls whom it is shared with, and what Terraform calls that.
    private static readonly (string Member, string Attribute)[] Receivers =
        [("userId", "account_id"), ("group", "group"), ("organizationArn", "organization_arn"), ("organizationalUnitArn", "organizational_unit_arn")];

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => SharingOf(situation) is { } sharing
        ?
        [
            .. Reading.Identifying(situation, sharing.Permission, (sharing.Id, sharing.IdAttribute)),
            .. Reading.Values(situation, sharing.Permission, ((string[])["add", "remove"]).SelectMany(change => Receivers.Select(r => ($"{sharing.Member}.{change}.{r.Member}", r.Attribute)))),
            .. AnyCall.Reads(situation),
        ]
        : null;

    /// <summary>What the call does; null where it is another call, or shares nothing.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (SharingOf(situation) is not { } sharing || situation.Text(sharing.Id) is not { } id || situation.Request[sharing.Member] is not { Kind: ValueKind.Map } permission)
        {
            return null;
        }

        return
        [
            .. Receiving(permission, "add").SelectMany(r => Shared(situation, sharing, id, r, adds: true)),
            .. Receiving(permission, "remove").SelectMany(r => Shared(situation, sharing, id, r, adds: false)),
        ];
    }

    private static Sharing? SharingOf(Situation situation) =>
        situation.Change.Source == "ec2.amazonaws.com" ? Sharings.GetValueOrDefault(situation.Change.Operation) : null;

    private static IEnumerable<(string Attribute, string Value)> Receiving(Value permission, string change) =>
        from item in RequestMembers.Each(permission[change])
        from receiver in Receivers
        where item[receiver.Member] is { IsScalar: true, Text.Length: > 0 }
        select (receiver.Attribute, item[receiver.Member].Text);

    private static IEnumerable<Target> Shared(Situation situation, Sharing sharing, string id, (string Attribute, string Value) receiver, bool adds)
    {
        var held = situation.Matcher.Named(sharing.Permission, sharing.IdAttribute, id, situation.Change).Where(i => i.Attributes[receiver.Attribute].Text == receiver.Value).ToList();
        if (held.Count > 0)
        {
            return held.Select(i => new Target { Kind = adds ? TargetKind.Recreate : TargetKind.Delete, Instance = i });
        }

        var child = Value.MapOf((sharing.IdAttribute, Value.Of(id)), (receiver.Attribute, Value.Of(receiver.Value)));
        var parents = sharing.Parents.SelectMany(t => situation.Matcher.Named(t, "id", id, situation.Change)).ToList();
        return adds
            ? parents.Select(p => Ownership.Added(p, null, hasSeparate: true, null, sharing.Permission, child))
            : parents.Select(p => Ownership.Removed(situation, p, null, hasSeparate: true, null, sharing.Permission, child));
    }
}
