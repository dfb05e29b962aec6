using DriftStream.Core.Judging;
using DriftStream.Core.Values;

namespace DriftStream.Core.Tests.Judging;

/// <summary>What the contract promises of every finding, whatever the event.</summary>
internal static class Promises
{
    private static readonly Verdict[] WithoutResource = [Verdict.Failed, Verdict.ReadOnly, Verdict.Duplicate];
    private static readonly Verdict[] WithChanges = [Verdict.Drift, Verdict.Attached];

    /// <summary>The broken promises, in words; empty where all are kept.</summary>
    public static IEnumerable<string> Broken(Finding finding)
    {
        var isShown = finding.Verdict.IsShown();
        var isQuiet = !isShown || finding.Verdict is Verdict.Deleted or Verdict.Unmanaged;
        (bool IsBroken, string Promise)[] promises =
        [
            (WithoutResource.Contains(finding.Verdict) && finding.Resource is not null, "it has no resource"),
            (isQuiet && finding.Changes.Count > 0, "it has no changes"),
            (WithChanges.Contains(finding.Verdict) && finding.Changes.Count == 0, "it has at least one change"),
            (!finding.Changes.Select(c => c.Path).SequenceEqual(finding.Changes.Select(c => c.Path).Order(StringComparer.Ordinal)), "changes are sorted by path"),
            ((finding.Drift is null) == (isShown && finding.Verdict is not Verdict.Unmanaged), "it names a drift exactly where one is concerned"),
            (finding.Changes.Any(c => c.Path.StartsWith("tags_all", StringComparison.Ordinal)), "paths say tags, never tags_all"),
            (finding.Changes.Any(c => c.Hidden && !(c.Before.IsNull && c.After.IsNull)), "hidden values are null"),
            (finding.Changes.Any(c => !c.Hidden && c.Before.Equals(c.After)), "a change has two different sides"),
            ((finding.Verdict is Verdict.Reverted || !isShown) && finding.Severity != Severity.Info, "its severity is info"),
            (finding.Reason.Length == 0 || finding.Reason.Contains('\n', StringComparison.Ordinal), "the reason is one sentence"),
        ];
        return promises.Where(p => p.IsBroken).Select(p => $"{finding.Verdict.Word()} of {finding.Event.Name}: {p.Promise} ({Value.Of(FindingJson.ToJson(finding))})");
    }
}
