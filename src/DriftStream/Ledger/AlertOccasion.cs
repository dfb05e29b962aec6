using DriftStream.Core.Judging;

namespace DriftStream.Ledger;

/// <summary>Something was recorded that people may want to be told.</summary>
/// <param name="AlertId">The id the message will have; the same for the same event and finding.</param>
/// <param name="Finding">What is said.</param>
/// <param name="Drift">The drift as it is after the event; null where none is concerned.</param>
/// <param name="StillOpen">How many differences of the drift remain after the event.</param>
internal sealed record AlertOccasion(string AlertId, Finding Finding, DriftRecord? Drift, int StillOpen)
{
    /// <summary>Why people are told.</summary>
    public AlertKind Kind { get; init; } = Finding.Verdict == Verdict.Reverted ? AlertKind.Resolve : AlertKind.Alert;

    /// <summary>What the finding does not say, in one sentence without a full stop: who decided what, how a drift ended without an event. Not escaped.</summary>
    public string? Note { get; init; }

    /// <summary>What people decided about the drift so far, in one sentence; null where nobody did. Not escaped.</summary>
    public string? Standing { get; init; }

    /// <summary>Whether the news is that a difference is gone.</summary>
    public bool IsResolve => Kind == AlertKind.Resolve;

    /// <summary>Whether the news is that the last difference is gone.</summary>
    public bool IsOver => IsResolve && StillOpen == 0;

    /// <summary>How bad it is: of the end of a drift, how bad the drift was.</summary>
    public Severity Weight => Kind == AlertKind.Alert || Drift is null ? Finding.Severity : ContractWordReader.Severity(Drift.Severity);
}
