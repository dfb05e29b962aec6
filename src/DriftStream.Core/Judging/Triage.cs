using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging;

/// <summary>Sorts out what cannot have changed anything, before any state is looked at.</summary>
internal static class Triage
{
    private static readonly string[] DryRuns = ["dryRun", "performCheckOnly"];

    /// <summary>What is read of the request.</summary>
    public static IEnumerable<LeafUse> Reads(CloudTrailEvent change) =>
        DryRuns.Select(d => change.Request.Find(d, StringComparison.OrdinalIgnoreCase)).OfType<Value>().SelectMany(asks => Leaves.Of(asks)).Select(l => new LeafUse(l.Leaf, LeafRole.ReadByRule, "whether it was a dry run"));

    /// <summary>The verdict of an event that is done with, and why; null where it must be looked at.</summary>
    public static (Verdict Verdict, string Reason)? Of(CloudTrailEvent change)
    {
        if (change.ErrorCode is { } code && code.EndsWith("DryRunOperation", StringComparison.Ordinal))
        {
            return (Verdict.Failed, $"{change.Name} was a dry run");
        }

        if (change.ErrorCode is not null)
        {
            return (Verdict.Failed, $"AWS refused {change.Name} with {change.ErrorCode}, so nothing changed");
        }

        if (change.AsksAny(DryRuns))
        {
            return (Verdict.Failed, $"{change.Name} was a dry run");
        }

        return change.IsReadOnly ? (Verdict.ReadOnly, $"{change.Name} only reads") : null;
    }
}
