using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Auto Scaling groups keep their tags as blocks that also say whether instances get them, or as resources of their own.</summary>
internal static class AutoScalingTags
{
    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => IsKnown(situation)
        ?
        [
            .. Reading.Identifying(situation, "aws_autoscaling_group", ("tags.resourceId", "name")),
            .. Reading.Values(situation, "aws_autoscaling_group", ("tags.key", "tag.key"), ("tags.value", "tag.value"), ("tags.propagateAtLaunch", "tag.propagate_at_launch")),
        ]
        : null;

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (!IsKnown(situation))
        {
            return null;
        }

        var removes = situation.Change.Operation == "DeleteTags";
        return [.. RequestMembers.Each(situation.Request["tags"]).SelectMany(t => Of(situation, t, removes))];
    }

    private static bool IsKnown(Situation situation) => situation.Change is { Source: "autoscaling.amazonaws.com", Operation: "CreateOrUpdateTags" or "DeleteTags" };

    private static IEnumerable<Target> Of(Situation situation, Value tag, bool removes)
    {
        var (group, key) = (tag["resourceId"].Text, tag["key"].Text);
        var own = situation.Matcher.Named("aws_autoscaling_group_tag", "autoscaling_group_name", group, situation.Change).Where(i => Matcher.Texts(i, "tag.key").Contains(key)).ToList();
        if (own.Count > 0)
        {
            return own.Select(i => removes
                ? new Target { Kind = TargetKind.Delete, Instance = i }
                : new Target { Kind = TargetKind.Recreate, Instance = i, Effects = [AttributeEffect.Replace("tag", Value.ListOf(Block(tag)))] });
        }

        var effect = new AttributeEffect("tag", before => Value.ListOf([.. before.Items.Where(b => b["key"].Text != key), .. removes ? Array.Empty<Value>() : [Block(tag)]]));
        return situation.Matcher.Named("aws_autoscaling_group", "name", group, situation.Change).Select(i => new Target { Kind = TargetKind.Change, Instance = i, Effects = [effect] });
    }

    private static Value Block(Value tag) => Value.MapOf(
        ("key", Value.Of(tag["key"].Text)),
        ("propagate_at_launch", Value.Of(tag["propagateAtLaunch"].SaysTrue)),
        ("value", Value.Of(tag["value"].Text)));
}
