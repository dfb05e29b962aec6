using DriftStream.Core.Judging;

namespace DriftStream.Ledger.Integrity;

/// <summary>A finding as the ledger holds it.</summary>
/// <param name="Number">Grows with every finding recorded; 0 for what was judged and left no finding.</param>
/// <param name="Finding">The finding.</param>
/// <param name="Json">The finding as it was written.</param>
/// <param name="IsOpen">Whether its drift is open now.</param>
internal sealed record AuditFinding(long Number, Finding Finding, string Json, bool IsOpen)
{
    /// <summary>When it was recorded.</summary>
    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>It came after newer events had decided what it did.</summary>
    public bool IsLate { get; init; }

    /// <summary>The team of whoever did it, or whose resource it is; null where nobody says.</summary>
    public string? Team { get; init; }

    /// <summary>What it rests on; null in ledgers from before that was kept.</summary>
    public EventEvidence? Evidence { get; init; }

    /// <summary>What proves it; null unless it was asked for.</summary>
    public AuditProof? Proof { get; init; }
}

/// <summary>What proves a finding: the record, and the row of the chain that vouches for both.</summary>
/// <param name="Record">The record that was kept; null where none was.</param>
/// <param name="IsMasked">Secrets were taken out of the record.</param>
/// <param name="Row">The row of the chain; null where there is none.</param>
/// <param name="Link">That row's keyed hash.</param>
internal sealed record AuditProof(byte[]? Record, bool IsMasked, long? Row, string? Link);
