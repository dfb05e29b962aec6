using DriftStream.Ledger.Integrity;

namespace DriftStream.Ledger.Audits;

/// <summary>All that the ledger holds about one event.</summary>
/// <param name="Kept">The event and its record.</param>
/// <param name="Judged">When it happened, in which account, and who called.</param>
/// <param name="Evidence">What its verdicts rest on; null where it was judged before that was kept.</param>
/// <param name="Findings">Its findings, those that were made later included.</param>
/// <param name="Chained">The row of the chain; null where there is none.</param>
/// <param name="Fits">Whether that row fits what the tables say and the row before it; null where that cannot be told.</param>
internal sealed record EventDossier(
    KeptEvent Kept,
    JudgedRow Judged,
    EventEvidence? Evidence,
    IReadOnlyList<AuditFinding> Findings,
    AuditRow? Chained,
    bool? Fits);
