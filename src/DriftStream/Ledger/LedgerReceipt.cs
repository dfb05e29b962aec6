using DriftStream.Core.Judging;

namespace DriftStream.Ledger;

/// <summary>What the ledger did with one event; given only after the commit.</summary>
/// <param name="Outcome">Whether the event was new.</param>
/// <param name="Findings">What was found; for a duplicate nothing.</param>
internal sealed record LedgerReceipt(LedgerOutcome Outcome, IReadOnlyList<Finding> Findings)
{
    /// <summary>The receipt of an event that the ledger held already.</summary>
    public static LedgerReceipt Duplicate { get; } = new(LedgerOutcome.Duplicate, []);
}

/// <summary>Whether an event was new.</summary>
internal enum LedgerOutcome
{
    /// <summary>Judged now.</summary>
    Judged,

    /// <summary>Judged before.</summary>
    Duplicate,
}
