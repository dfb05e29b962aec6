using DriftStream.Core.CloudTrail;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Understanding;

/// <summary>Parameters that nobody reads, each with the reason.</summary>
internal static class IrrelevantParameters
{
    /// <summary>Those of an event.</summary>
    public static IEnumerable<LeafUse> In(CloudTrailEvent change) =>
        Markup(change.Request).SelectMany(m => Leaves.Of(m)).Select(l => new LeafUse(l.Leaf, LeafRole.Irrelevant, "markup of CloudTrail's"));

    private static IEnumerable<Value> Markup(Value value) =>
        RequestMembers.MarkupIn(value).Concat(value.Members.SelectMany(m => Markup(m.Value))).Concat(value.Items.SelectMany(Markup));
}
