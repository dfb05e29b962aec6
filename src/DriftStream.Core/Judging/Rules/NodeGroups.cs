using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Labels and taints of EKS node groups: a call says which come or change and which go, and leaves the others.</summary>
/// <remarks>https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateNodegroupConfig.html</remarks>
internal static class NodeGroups
{
    /// <summary>What is read of the request.</summary>
    public static IEnumerable<LeafUse> Reads(Situation situation) => situation.Change is { Source: "eks.amazonaws.com", Operation: "UpdateNodegroupConfig" }
        ? Reading.Values(situation, "aws_eks_node_group", ("labels", "labels"), ("taints", "taint"))
        : [];

    /// <summary>The effects on labels and taints; nothing for other calls and types.</summary>
    public static IEnumerable<AttributeEffect> Effects(Situation situation, string type)
    {
        if (type != "aws_eks_node_group" || situation.Change.Operation != "UpdateNodegroupConfig")
        {
            yield break;
        }

        var labels = situation.Request["labels"];
        if (!labels.IsNull)
        {
            var gone = RequestMembers.ScalarsIn(labels["removeLabels"]).ToHashSet();
            yield return new("labels", before => Value.MapOf(before.Members.Where(m => !gone.Contains(m.Key) && labels["addOrUpdateLabels"][m.Key].IsNull).Concat(labels["addOrUpdateLabels"].Members)));
        }

        var taints = situation.Request["taints"];
        if (!taints.IsNull)
        {
            var come = RequestMembers.Each(taints["addOrUpdateTaints"]);
            yield return new("taint", before => Value.ListOf(before.Items.Where(t => !come.Concat(RequestMembers.Each(taints["removeTaints"])).Any(o => IsSame(t, o))).Concat(come)));
        }
    }

    private static bool IsSame(Value taint, Value other) => taint["key"].Text == other["key"].Text && taint["effect"].Text == other["effect"].Text;
}
