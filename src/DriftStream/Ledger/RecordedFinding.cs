using DriftStream.Core.Judging;

namespace DriftStream.Ledger;

/// <summary>A finding as the ledger holds it.</summary>
/// <param name="Number">Grows with every finding recorded; what a reader of the live stream goes on from.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Finding">The finding.</param>
/// <param name="Late">A newer event had already decided the attribute: it opened nothing.</param>
internal sealed record RecordedFinding(long Number, DateTimeOffset RecordedAt, Finding Finding, bool Late);
