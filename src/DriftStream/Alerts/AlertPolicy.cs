using DriftStream.Core.Judging;

namespace DriftStream.Alerts;

/// <summary>Says what people are told of.</summary>
internal static class AlertPolicy
{
    /// <summary>Whether a finding is told.</summary>
    public static bool IsTold(Finding finding, SlackOptions options) => finding.Verdict switch
    {
        Verdict.Drift or Verdict.Touched or Verdict.Deleted or Verdict.Attached or Verdict.Reverted => true,
        Verdict.Unmanaged => options.UnmanagedFrom is { } from && finding.Severity >= from,
        _ => false,
    };
}
