using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Rules;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Understanding;

/// <summary>Parameters that nobody reads, each with the reason.</summary>
internal static class IrrelevantParameters
{
    /// <summary>Those of an event.</summary>
    public static IEnumerable<LeafUse> In(CloudTrailEvent change)
    {
        if (QuietCalls.Covers(change))
        {
            return Leaves.Of(change.Request).Select(l => Use(l.Leaf, "the call changes nothing that Terraform could hold"));
        }

        return
        [
            .. Markup(change.Request).SelectMany(m => Leaves.Of(m)).Select(l => Use(l.Leaf, "markup of the record")),
            .. from leaf in Leaves.Of(change.Parameters)
               let reason = CallParameters.WhyIrrelevant(change.Source, leaf.Path) ?? WhySilent(change, leaf.Path, leaf.Leaf)
               where reason is not null
               select Use(leaf.Leaf, reason),
        ];
    }

    // "tagging": "" stands for the call's query, and "EnableSerialConsoleAccessRequest": "" for a call without parameters.
    private static string? WhySilent(CloudTrailEvent change, string path, Value leaf) => leaf.Text.Length > 0 || leaf.IsHidden
        ? null
        : change.Source == "s3.amazonaws.com" && !path.Contains('.', StringComparison.Ordinal) ? "marks which setting of the bucket is meant"
        : OperationWrapper.IsWrapper(path, change.Operation) ? "the operation's own name"
        : null;

    private static IEnumerable<Value> Markup(Value value) =>
        RequestMembers.MarkupIn(value).Concat(value.Members.SelectMany(m => Markup(m.Value))).Concat(value.Items.SelectMany(Markup));

    private static LeafUse Use(Value leaf, string reason) => new(leaf, LeafRole.Irrelevant, reason);
}
