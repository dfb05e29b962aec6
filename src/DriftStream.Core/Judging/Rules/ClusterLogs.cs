using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>The logs of an EKS cluster: a call switches some of their types on or off and leaves the others.</summary>
/// <remarks>https://docs.aws.amazon.com/eks/latest/APIReference/API_LogSetup.html</remarks>
internal static class ClusterLogs
{
    private const string Attribute = "enabled_cluster_log_types";

    /// <summary>What is read of the request.</summary>
    public static IEnumerable<LeafUse> Reads(Situation situation) => situation.Change is { Source: "eks.amazonaws.com", Operation: "UpdateClusterConfig" }
        ? Reading.Values(situation, "aws_eks_cluster", ("logging.clusterLogging.types", Attribute), ("logging.clusterLogging.enabled", Attribute))
        : [];

    /// <summary>The effects on the log types; nothing for other calls and types.</summary>
    public static IEnumerable<AttributeEffect> Effects(Situation situation, string type) =>
        type != "aws_eks_cluster" || situation.Change.Operation != "UpdateClusterConfig"
            ? []
            : from setup in RequestMembers.Each(situation.Request["logging"]["clusterLogging"])
              from log in RequestMembers.ScalarsIn(setup["types"])
              select setup["enabled"].SaysTrue ? AttributeEffect.Add(Attribute, Value.Of(log)) : AttributeEffect.Remove(Attribute, e => e.Text == log);
}
