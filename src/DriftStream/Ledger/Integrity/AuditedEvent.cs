namespace DriftStream.Ledger.Integrity;

/// <summary>The columns of <c>processed_event</c> that the chain vouches for. The verdict may be given anew later and is vouched for by itself.</summary>
internal sealed record AuditedEvent
{
    public const string Columns = "p.event_id EventId, p.account Account, p.at At, p.time Time, p.name Name, p.verdict Verdict, p.record Record, p.masked Masked, p.actor Actor, p.evidence Evidence";

    /// <summary>In SQL: a row <c>f</c> of <c>finding</c> belongs to the row <c>p</c>. It bears the event's time, by which it is found; of a call that was held, without the part of a second.</summary>
    public const string HasFinding = "f.time between p.time - 999 and p.time and f.event_id = p.event_id and f.account = p.account";

    public string EventId { get; init; } = "";

    public string Account { get; init; } = "";

    public long At { get; init; }

    public long Time { get; init; }

    public string Name { get; init; } = "";

    /// <summary>As it is now.</summary>
    public string Verdict { get; init; } = "";

    public byte[]? Record { get; init; }

    public long Masked { get; init; }

    public string? Actor { get; init; }

    public string? Evidence { get; init; }

    /// <summary>What is about to be written.</summary>
    public static AuditedEvent Of(EventRow row) => new()
    {
        EventId = row.EventId,
        Account = row.Account,
        At = row.At,
        Time = row.Time,
        Name = row.Name,
        Verdict = row.Verdict,
        Record = row.Record,
        Masked = row.Masked,
        Actor = row.Actor,
        Evidence = row.Evidence,
    };
}
