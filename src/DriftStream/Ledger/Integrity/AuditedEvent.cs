namespace DriftStream.Ledger.Integrity;

/// <summary>The columns of <c>processed_event</c> that the chain vouches for. The verdict may be given anew later and is vouched for by itself.</summary>
internal sealed record AuditedEvent
{
    public const string Columns = "p.event_id EventId, p.account Account, p.at At, p.time Time, p.name Name, p.verdict Verdict, p.record Record, p.masked Masked, p.actor Actor, p.evidence Evidence";

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
