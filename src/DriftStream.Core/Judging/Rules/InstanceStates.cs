using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Stopping and starting instances: a state that a person chose, although the provider only computes it.</summary>
internal static class InstanceStates
{
    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) =>
        IsKnown(situation) ? Reading.Identifying(situation, "aws_instance", ("InstancesSet.InstanceId", "id"), ("InstanceIds", "id")) : null;

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (!IsKnown(situation))
        {
            return null;
        }

        var state = situation.Change.Operation == "StopInstances" ? "stopped" : "running";
        var ids = RequestMembers.FindIdentifiers(situation.Request, "InstanceIds", null);
        var owners = ids.SelectMany(id => situation.Matcher.Named("aws_ec2_instance_state", "instance_id", id, situation.Change)).ToList();
        var owned = owners.Select(o => o.Attributes["instance_id"].Text).ToHashSet();
        return
        [
            .. owners.Select(i => new Target { Kind = TargetKind.Change, Instance = i, Effects = [AttributeEffect.Replace("state", Value.Of(state))] }),
            .. ids.Where(id => !owned.Contains(id))
                .SelectMany(id => situation.Matcher.Named("aws_instance", "id", id, situation.Change))
                .Select(i => new Target { Kind = TargetKind.Change, Instance = i, Effects = [AttributeEffect.Replace("instance_state", Value.Of(state))] }),
        ];
    }

    private static bool IsKnown(Situation situation) => situation.Change is { Source: "ec2.amazonaws.com", Operation: "StopInstances" or "StartInstances" };
}
