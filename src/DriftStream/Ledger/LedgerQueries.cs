using System.Data.Common;
using Dapper;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;
using DriftStream.Ledger.Lives;

namespace DriftStream.Ledger;

/// <summary>What pages and verbs ask the ledger. Reads only; works while another process writes.</summary>
internal sealed class LedgerQueries(LedgerDatabase database)
{
    /// <summary>The findings recorded last, newest first.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="before">Only those recorded before the finding with this number, for the next page.</param>
    public IReadOnlyList<RecordedFinding> NewestFindings(int limit, long before = long.MaxValue) => Ask(connection =>
        connection.Query<Row>(
            $"""
            select id Number, recorded_at RecordedAt, late Late, json Json from finding
            where id < @before and verdict in ({Shown}) order by id desc limit @limit
            """,
            new { before, limit }).Select(r => r.ToFinding()).ToList());

    /// <summary>What was recorded after a finding, oldest first: for a reader of the live stream who comes back.</summary>
    public IReadOnlyList<RecordedFinding> FindingsAfter(long number, int limit) => Ask(connection =>
        connection.Query<Row>(
            $"""
            select id Number, recorded_at RecordedAt, late Late, json Json from finding
            where id > @number and verdict in ({Shown}) order by id limit @limit
            """,
            new { number, limit }).Select(r => r.ToFinding()).ToList());

    /// <summary>The number of the finding recorded last; 0 before the first.</summary>
    public long LastNumber() => Ask(connection => connection.ExecuteScalar<long>("select coalesce(max(id), 0) from finding"));

    /// <summary>How many drifts are open, by severity; every severity is there, 0 included.</summary>
    public IReadOnlyDictionary<Severity, int> OpenDrifts() => Ask(connection =>
    {
        var counts = Enum.GetValues<Severity>().ToDictionary(s => s, _ => 0);
        foreach (var (severity, count) in connection.Query<(string, long)>("select severity, count(*) from drift where status = 'open' group by severity"))
        {
            counts[ContractWordReader.Severity(severity)] = (int)count;
        }

        return counts;
    });

    /// <summary>How many drifts have ended since then.</summary>
    public int ResolvedSince(DateTimeOffset since) => Ask(connection =>
        (int)connection.ExecuteScalar<long>("select count(*) from drift where resolved_at >= @at", new { at = since.ToUnixTimeMilliseconds() }));

    /// <summary>Events judged since then whose verdict is not shown by default, by verdict.</summary>
    public IReadOnlyDictionary<Verdict, long> NotShownSince(DateTimeOffset since) => Ask(connection =>
        connection.Query<(string Verdict, long Count)>(
            $"select verdict, count(*) from processed_event where at >= @at and verdict in ({Hidden}) group by verdict",
            new { at = since.ToUnixTimeMilliseconds() }).ToDictionary(r => ContractWordReader.Verdict(r.Verdict), r => r.Count));

    /// <summary>How many findings each ignore rule swallowed since then, wholly or in part, the most first.</summary>
    public IReadOnlyList<(string Rule, long Count)> SwallowedSince(DateTimeOffset since) => Ask(connection =>
        connection.Query<(string, long)>(
            "select rule, count(*) from finding where rule is not null and recorded_at >= @at group by rule order by 2 desc, 1",
            new { at = since.ToUnixTimeMilliseconds() }).ToList());

    /// <summary>How many events were judged, and when the last one was; null before the first.</summary>
    public (long Count, DateTimeOffset? Last) Judged() => Ask<(long, DateTimeOffset?)>(connection =>
    {
        var (count, last) = connection.QuerySingle<(long, long)>("select count(*), coalesce(max(at), 0) from processed_event");
        return (count, last == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(last));
    });

    /// <summary>The drift with this id, or null.</summary>
    public DriftRecord? FindDrift(string id) => Ask(connection =>
        connection.QueryFirstOrDefault<DriftRow>($"select {DriftRow.Columns} from drift where id = @id", new { id })?.ToRecord());

    /// <summary>Whether the event was judged, in any account.</summary>
    public bool IsKnown(string eventId) => Ask(connection =>
        connection.ExecuteScalar<long>("select count(*) from processed_event where event_id = @eventId", new { eventId }) > 0);

    /// <summary>What is kept of an event, or null where it was never judged.</summary>
    public KeptEvent? FindEvent(string eventId) => Ask(connection =>
        connection.QueryFirstOrDefault<EventRecord>(
            "select event_id Id, at At, verdict Verdict, record Record, masked Masked from processed_event where event_id = @eventId order by account",
            new { eventId })?.ToKept() is { } kept ? kept with { Sessions = SessionRows.Load(connection), Holds = LifeQueries.HoldsOf(connection, eventId) } : null);

    /// <summary>The events met so far whose effect is not known, the most frequent first.</summary>
    public IReadOnlyList<UnknownEvent> UnknownEvents() => Ask(connection =>
        connection.Query<UnknownRow>(
            $"""
            select {database.JsonText("json", "event", "source")} Source, {database.JsonText("json", "event", "name")} Name, count(distinct event_id) Count, max(time) Last
            from finding where verdict = 'unknown' group by 1, 2 order by 3 desc, 1, 2
            """).Select(r => r.ToEvent()).ToList());

    /// <summary>How the sending of alerts is doing.</summary>
    public OutboxHealth Outbox() => Ask(connection =>
        connection.QuerySingle<OutboxRow>(
            """
            select (select count(*) from alert where sent_at is null and dead_at is null and skipped_at is null) Waiting,
                   (select coalesce(min(created_at), 0) from alert where sent_at is null and dead_at is null and skipped_at is null) OldestWaiting,
                   (select count(*) from alert where dead_at is not null) Dead,
                   (select count(*) from alert where skipped_at is not null) Skipped,
                   coalesce((select last_error from alert where dead_at is not null order by dead_at desc limit 1), '') LastDeadReason
            """).ToHealth());

    // Written out: of a list as a parameter, each database has an idea of its own.
    private static string Hidden { get; } = Words(verdict => !verdict.IsShown());

    private static string Shown { get; } = Words(verdict => verdict.IsShown());

    private static string Words(Predicate<Verdict> isOne) =>
        string.Join(", ", Enum.GetValues<Verdict>().Where(verdict => isOne(verdict)).Select(verdict => $"'{verdict.Word()}'"));

    private T Ask<T>(Func<DbConnection, T> question) => database.Ask(question);

    private sealed class Row
    {
        public long Number { get; init; }

        public long RecordedAt { get; init; }

        public long Late { get; init; }

        public string Json { get; init; } = "";

        public RecordedFinding ToFinding() =>
            new(Number, DateTimeOffset.FromUnixTimeMilliseconds(RecordedAt), FindingReader.Read(Json), Late == 1);
    }

    private sealed class EventRecord
    {
        public string Id { get; init; } = "";

        public long At { get; init; }

        public string Verdict { get; init; } = "";

        public byte[]? Record { get; init; }

        public long Masked { get; init; }

        public KeptEvent ToKept() => new(
            Id, DateTimeOffset.FromUnixTimeMilliseconds(At), Verdict, Record is null ? null : RecordArchive.Unpack(Record), Masked == 1);
    }

    private sealed class UnknownRow
    {
        public string Source { get; init; } = "";

        public string Name { get; init; } = "";

        public long Count { get; init; }

        public long Last { get; init; }

        public UnknownEvent ToEvent() => new(Source, Name, Count, DateTimeOffset.FromUnixTimeMilliseconds(Last));
    }

    private sealed class OutboxRow
    {
        public long Waiting { get; init; }

        public long OldestWaiting { get; init; }

        public long Dead { get; init; }

        public long Skipped { get; init; }

        public string LastDeadReason { get; init; } = "";

        public OutboxHealth ToHealth() => new(
            (int)Waiting,
            OldestWaiting == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(OldestWaiting),
            (int)Dead,
            (int)Skipped,
            LastDeadReason.Length == 0 ? null : LastDeadReason);
    }
}

/// <summary>What is kept of a judged event.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="JudgedAt">When it was judged.</param>
/// <param name="Verdicts">The contract's words, separated by commas.</param>
/// <param name="Record">Its record; null where it touched nothing that a state holds, and only its verdict was kept.</param>
/// <param name="IsMasked">Values were taken out of the record before it was kept.</param>
internal sealed record KeptEvent(string Id, DateTimeOffset JudgedAt, string Verdicts, byte[]? Record, bool IsMasked)
{
    /// <summary>The sessions that the ledger knows, for whoever judges the event again.</summary>
    public SessionBook Sessions { get; init; } = SessionBook.Empty;

    /// <summary>What of it was held as Terraform's own, and how that ended.</summary>
    public IReadOnlyList<HoldRow> Holds { get; init; } = [];
}

/// <summary>How the sending of alerts is doing.</summary>
/// <param name="Waiting">Not sent yet.</param>
/// <param name="OldestWaiting">Since when the oldest waits; null where none does.</param>
/// <param name="Dead">Refused for good, kept.</param>
/// <param name="Skipped">Set aside, as nobody was configured to be told.</param>
/// <param name="LastDeadReason">Why the last one was refused; null where none was.</param>
internal sealed record OutboxHealth(int Waiting, DateTimeOffset? OldestWaiting, int Dead, int Skipped, string? LastDeadReason);

/// <summary>A kind of event that was met and whose effect is not known.</summary>
/// <param name="Source">e.g. <c>s3.amazonaws.com</c>.</param>
/// <param name="Name">The event's name.</param>
/// <param name="Count">How many there were.</param>
/// <param name="Last">When the last one happened.</param>
internal sealed record UnknownEvent(string Source, string Name, long Count, DateTimeOffset Last);
