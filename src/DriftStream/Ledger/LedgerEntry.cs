using DriftStream.Core.Judging;
using DriftStream.Ledger.Lives;

namespace DriftStream.Ledger;

/// <summary>Everything that one judged event, or other work, leaves in the ledger; made without touching it, written in one go.</summary>
/// <param name="Event">The event's own row; null for work that judges no new event. Its findings then belong to events judged before.</param>
/// <param name="Findings">The rows of its findings.</param>
/// <param name="Drifts">Drifts opened, changed or ended.</param>
/// <param name="Deviations">Addresses whose deviations are written anew.</param>
/// <param name="Alerts">What is to be sent.</param>
/// <param name="Judgement">What the rows were made from.</param>
internal sealed record LedgerEntry(
    EventRow? Event,
    IReadOnlyList<FindingRow> Findings,
    IReadOnlyList<DriftRecord> Drifts,
    IReadOnlyList<DriftAddress> Deviations,
    IReadOnlyList<AlertRow> Alerts,
    Judgement Judgement)
{
    /// <summary>Calls that are held from now on.</summary>
    public IReadOnlyList<HoldRow> Holds { get; init; } = [];

    /// <summary>What work without an event leaves.</summary>
    /// <param name="after">The deviations after it.</param>
    /// <param name="changed">Addresses whose deviations are not what they were.</param>
    /// <param name="drifts">Drifts opened, changed or ended.</param>
    public static LedgerEntry OfWork(DeviationBook after, IReadOnlyList<DriftAddress> changed, IReadOnlyList<DriftRecord> drifts) =>
        new(null, [], drifts, changed, [], new([], changed, after, []));
}

/// <summary>A row of <c>processed_event</c>.</summary>
internal sealed record EventRow(
    string EventId, string Account, long At, long Time, string Name, string Verdict, long Findings, byte[]? Record, long Masked)
{
    /// <summary>Columns and properties.</summary>
    public const string Columns =
        "event_id EventId, account Account, at At, time Time, name Name, verdict Verdict, findings Findings, record Record, masked Masked, unchecked Unchecked, actor Actor, evidence Evidence";

    /// <summary>1: a call of Terraform that no state could confirm, and that is not held.</summary>
    public long Unchecked { get; init; }

    /// <summary>Who called, as people call them.</summary>
    public string? Actor { get; init; }

    /// <summary>JSON of an <see cref="EventEvidence"/>.</summary>
    public string? Evidence { get; init; }
}

/// <summary>A row of <c>finding</c>, and the finding it was made from.</summary>
internal sealed record FindingRow(RecordedFinding Recorded, string Lineage, string Json)
{
    /// <summary>When its drift was opened, by which the drift's findings are found; null where the ledger holds no such drift.</summary>
    public DateTimeOffset? DriftOpened { get; init; }
}
