using DriftStream.Core.Judging;

namespace DriftStream.Ledger;

/// <summary>Something was recorded that people may want to be told.</summary>
/// <param name="AlertId">The id the message will have; the same for the same event and finding.</param>
/// <param name="Finding">What is said.</param>
/// <param name="Drift">The drift as it is after the event; null where none is concerned.</param>
/// <param name="StillOpen">How many differences of the drift remain after the event.</param>
internal sealed record AlertOccasion(string AlertId, Finding Finding, DriftRecord? Drift, int StillOpen)
{
    /// <summary>Whether the news is that a difference is gone.</summary>
    public bool IsResolve => Finding.Verdict == Verdict.Reverted;
}

/// <summary>Writes the message for an occasion; null where nobody is to be told. Runs inside the ledger's transaction: quick, and without I/O.</summary>
internal delegate string? ComposeAlert(AlertOccasion occasion);
