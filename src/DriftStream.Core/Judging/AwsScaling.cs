using DriftStream.Core.CloudTrail;
using DriftStream.Core.Comparing;

namespace DriftStream.Core.Judging;

/// <summary>The built-in rule that ignores what AWS's own scaling does: it sets capacities and makes instances all day, as it was told to.</summary>
internal static class AwsScaling
{
    /// <summary>The rule's name, by which it can be switched off.</summary>
    public const string Name = "aws-scaling";

    private static readonly HashSet<string> Capacities =
    [
        "desired_capacity", "desired_count", "read_capacity", "write_capacity", "global_secondary_index", "scaling_config.desired_size", "num_cache_clusters",
        "replicas_per_node_group", "num_node_groups", "provisioned_concurrent_executions", "target_capacity", "instance_count",
    ];

    private static readonly HashSet<string> Launched = ["aws_instance", "aws_network_interface", "aws_ebs_volume"];

    /// <summary>Whether AWS's scaling made the call, and changed nothing but capacities.</summary>
    public static bool Covers(CloudTrailEvent change, IReadOnlyList<Change> changes) =>
        IsCaller(change) && changes.Count > 0 && changes.All(c => Capacities.Contains(AttributePath.WithoutIndexes(c.Path)));

    /// <summary>Whether AWS's scaling made something of this type.</summary>
    public static bool Launches(CloudTrailEvent change, string type) => Launched.Contains(type) && IsCaller(change);

    // Only AWS can be the service itself or take its linked role; what only an agent says is not believed.
    private static bool IsCaller(CloudTrailEvent change) =>
        (CallerArn.LinkedService(change.Identity.IssuerArn) ?? (change.Identity.Type == "AWSService" ? change.Identity.InvokedBy : null)) is { } service
        && (service == "autoscaling.amazonaws.com" || service.EndsWith("application-autoscaling.amazonaws.com", StringComparison.Ordinal));
}
