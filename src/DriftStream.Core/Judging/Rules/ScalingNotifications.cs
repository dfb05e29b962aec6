using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Notifications of Auto Scaling groups: Terraform holds all groups of a topic in one resource, a call names one of them.</summary>
internal static class ScalingNotifications
{
    private const string Notification = "aws_autoscaling_notification";

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => IsKnown(situation)
        ?
        [
            .. Reading.Identifying(situation, Notification, ("TopicARN", "topic_arn")),
            .. Reading.Values(situation, Notification, ("AutoScalingGroupName", "group_names"), ("NotificationTypes", "notifications")),
        ]
        : null;

    /// <summary>What the call does; null where it is another call, or where no state holds notifications to the topic.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (!IsKnown(situation) || situation.Text("topicARN") is not { } topic || situation.Text("autoScalingGroupName") is not { } name)
        {
            return null;
        }

        var adds = situation.Change.Operation == "PutNotificationConfiguration";
        List<Target> targets =
        [
            .. from held in situation.Matcher.Named(Notification, "topic_arn", topic, situation.Change)
               let target = Membership.Target(situation, held, "group_names", name, adds)
               select adds ? target with { Effects = [.. target.Effects, AttributeEffect.Replace("notifications", Kinds(situation))] } : target,
        ];
        return targets.Count > 0 ? targets : null;
    }

    private static bool IsKnown(Situation situation) => situation.Change is { Source: "autoscaling.amazonaws.com", Operation: "PutNotificationConfiguration" or "DeleteNotificationConfiguration" };

    private static Value Kinds(Situation situation) =>
        Value.ListOf(RequestMembers.Find(situation.Request, "NotificationTypes").SelectMany(m => RequestMembers.ScalarsIn(m.Value)).Select(Value.Of));
}
