using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Targets in target groups: an attachment by group, target and port, or a child that no state holds.</summary>
internal static class RegisteredTargets
{
    private static readonly string[] Attachments = ["aws_lb_target_group_attachment", "aws_alb_target_group_attachment"];
    private static readonly string[] Groups = ["aws_lb_target_group", "aws_alb_target_group"];

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => IsKnown(situation)
        ? Reading.Identifying(situation, Attachments[0], ("targetGroupArn", "target_group_arn"), ("targets.id", "target_id"), ("targets.port", "port"))
        : null;

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (!IsKnown(situation) || situation.Text("targetGroupArn") is not { } group)
        {
            return null;
        }

        var adds = situation.Change.Operation == "RegisterTargets";
        return [.. RequestMembers.Each(situation.Request["targets"]).SelectMany(t => Of(situation, group, t, adds))];
    }

    private static bool IsKnown(Situation situation) =>
        situation.Change is { Source: "elasticloadbalancing.amazonaws.com", Operation: "RegisterTargets" or "DeregisterTargets" };

    private static IEnumerable<Target> Of(Situation situation, string group, Value target, bool adds)
    {
        var held = Attachments.SelectMany(t => situation.Matcher.Named(t, "target_group_arn", group, situation.Change)).Where(i => IsIt(i, target)).ToList();
        if (held.Count > 0)
        {
            AttributeEffect[] effects = adds && target["availabilityZone"] is { IsNull: false } zone ? [AttributeEffect.Replace("availability_zone", zone)] : [];
            return held.Select(i => new Target { Kind = adds ? TargetKind.Recreate : TargetKind.Delete, Instance = i, Effects = effects });
        }

        var child = Value.MapOf(((string, Value)[])[("target_group_arn", Value.Of(group)), ("target_id", target["id"]), .. target["port"].IsNull ? Array.Empty<(string, Value)>() : [("port", target["port"])]]);
        var groups = Groups.SelectMany(t => situation.Matcher.Named(t, "arn", group, situation.Change)).ToList();
        return adds
            ? groups.Select(g => Ownership.Added(g, null, hasSeparate: true, null, Attachments[0], child))
            : groups.Select(g => Ownership.Removed(situation, g, null, hasSeparate: true, null, Attachments[0], child));
    }

    private static bool IsIt(ResourceInstance attachment, Value target) =>
        attachment.Attributes["target_id"].Text == target["id"].Text
        && (target["port"].IsNull || attachment.Attributes["port"].IsNull || attachment.Attributes["port"].Text == target["port"].Text);
}
