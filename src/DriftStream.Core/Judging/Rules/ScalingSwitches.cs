using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Processes and metrics of Auto Scaling groups that a call switches without naming any: then it means all of them.</summary>
/// <remarks>https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_ResumeProcesses.html</remarks>
internal static class ScalingSwitches
{
    private static readonly string[] Processes = ["AZRebalance", "AddToLoadBalancer", "AlarmNotification", "HealthCheck", "InstanceRefresh", "Launch", "ReplaceUnhealthy", "ScheduledActions", "Terminate"];

    // https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_EnableMetricsCollection.html
    private static readonly string[] Metrics =
    [
        "GroupMinSize", "GroupMaxSize", "GroupDesiredCapacity", "GroupInServiceInstances", "GroupPendingInstances", "GroupStandbyInstances", "GroupTerminatingInstances", "GroupTotalInstances",
        "GroupInServiceCapacity", "GroupPendingCapacity", "GroupStandbyCapacity", "GroupTerminatingCapacity", "GroupTotalCapacity",
        "WarmPoolDesiredCapacity", "WarmPoolWarmedCapacity", "WarmPoolPendingCapacity", "WarmPoolTerminatingCapacity", "WarmPoolTotalCapacity",
        "GroupAndWarmPoolDesiredCapacity", "GroupAndWarmPoolTotalCapacity",
    ];

    /// <summary>What the call does; null where it is another call, or names what it switches.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        var effect = situation.Change.Source != "autoscaling.amazonaws.com" ? null : situation.Change.Operation switch
        {
            "SuspendProcesses" when IsEmpty(situation, "scalingProcesses") => AttributeEffect.Replace("suspended_processes", Value.ListOf(Processes.Select(Value.Of))),
            "ResumeProcesses" when IsEmpty(situation, "scalingProcesses") => AttributeEffect.Replace("suspended_processes", Value.EmptyList),
            "EnableMetricsCollection" when IsEmpty(situation, "metrics") => AttributeEffect.Replace("enabled_metrics", Value.ListOf(Metrics.Select(Value.Of))),
            "DisableMetricsCollection" when IsEmpty(situation, "metrics") => AttributeEffect.Replace("enabled_metrics", Value.EmptyList),
            _ => null,
        };
        return effect is null || situation.Text("autoScalingGroupName") is not { } group
            ? null
            : [.. ((IEnumerable<string>)["name", "id"]).SelectMany(a => situation.Matcher.Named("aws_autoscaling_group", a, group, situation.Change)).Distinct().Select(i => new Target { Kind = TargetKind.Change, Instance = i, Effects = [effect, .. Granularity(situation)] })];
    }

    private static AttributeEffect[] Granularity(Situation situation) =>
        situation.Text("granularity") is { } told ? [AttributeEffect.Replace("metrics_granularity", Value.Of(told))] : [];

    private static bool IsEmpty(Situation situation, string parameter) => !RequestMembers.ScalarsIn(situation.Request[parameter]).Any();
}
