using System.Data.Common;
using Dapper;

namespace DriftStream.Ledger;

/// <summary>Gathers waiting alerts into digests. Only the process that has the lane may call it.</summary>
internal sealed class DigestQueue(AlertQueue queue, TimeProvider clock)
{
    private const string IsWaiting = "a.sent_at is null and a.dead_at is null and a.skipped_at is null";
    private const string InLane = "a.sink = @Sink and a.channel = @Channel";
    private const string CanBeGathered = $"{IsWaiting} and a.digest is null and a.hold_until = 0 and a.kind in ('alert', 'resolve')";

    /// <summary>The digests that take changes still, or have changes to tell.</summary>
    public IReadOnlyList<OpenDigest> Open(AlertLane lane) => queue.Ask(connection => connection.Query<OpenDigest>(
        $"""
        select {OpenDigest.Columns}, coalesce(w.waiting, 0) Waiting, coalesce(w.attempt, 0) Attempt, coalesce(w.next_at, 0) NextAt, coalesce(m.edited_at, 0) EditedAt
        from alert_digest d
        left join (select a.digest, count(*) waiting, max(a.attempt) attempt, max(a.next_at) next_at
                   from alert a where a.digest is not null and {IsWaiting} and {InLane} group by a.digest) w on w.digest = d.id
        left join alert_message m on m.sink = d.sink and m.channel = d.channel and m.subject = d.id
        where d.sink = @Sink and d.channel = @Channel and (d.closed_at is null or w.waiting > 0)
        order by d.opened_at, d.id
        """,
        new { lane.Sink, lane.Channel }).ToList());

    /// <summary>The digests that are told, and whose list is not.</summary>
    public IReadOnlyList<OpenDigest> ToList(AlertLane lane) => queue.Ask(connection => connection.Query<OpenDigest>(
        $"""
        select {OpenDigest.Columns} from alert_digest d
        where d.sink = @Sink and d.channel = @Channel and d.posted_at is not null
          and exists (select 1 from alert a where a.digest = d.id and a.position > d.listed and a.sent_at is not null)
          and not exists (select 1 from alert a where a.digest = d.id and {IsWaiting})
        order by d.opened_at, d.id
        """,
        new { lane.Sink, lane.Channel }).ToList());

    /// <summary>Opens a digest and gathers what waits for it.</summary>
    /// <param name="lane">Where.</param>
    /// <param name="actor">Whose changes; null for everybody's.</param>
    /// <param name="from">The position of the first change that belongs to it.</param>
    /// <param name="what">Which changes.</param>
    /// <returns>How many changes were gathered.</returns>
    public int Begin(AlertLane lane, string? actor, long from, DigestOf what)
    {
        var now = Now();
        // The first change of one lane and actor belongs to one digest only.
        var id = StableId.From("B-", lane.Sink, lane.Channel, actor ?? "", $"{from}", $"{what}", $"{now}");
        return queue.Run((connection, transaction) =>
        {
            connection.Execute(
                """
                insert into alert_digest(id, sink, channel, actor, quiet, urgent, opened_at, last_at)
                values (@id, @Sink, @Channel, @actor, @quiet, @urgent, @now, @now) on conflict do nothing
                """,
                new { id, lane.Sink, lane.Channel, actor, quiet = what == DigestOf.Quiet ? 1 : 0, urgent = what == DigestOf.Critical ? 1 : 0, now },
                transaction);
            var gathered = Gather(connection, transaction, lane, id, actor, from, what);
            return gathered > 0 ? gathered : connection.Execute("delete from alert_digest where id = @id", new { id }, transaction) * 0;
        });
    }

    /// <summary>Gathers what came since for an open digest.</summary>
    public int Join(AlertLane lane, OpenDigest digest) => queue.Run((connection, transaction) =>
        Gather(connection, transaction, lane, digest.Id, digest.Actor, 0, DigestOf.Burst));

    /// <summary>What came about drifts that a digest told, and that have no message of their own, edits that digest.</summary>
    public int JoinTold(AlertLane lane) => queue.Run((connection, transaction) => connection.Execute(
        $"""
        update alert as a set digest = (
          select max(t.digest) from alert t where t.drift_opened = a.drift_opened and t.drift_id = a.drift_id and t.sink = a.sink and t.channel = a.channel and t.digest is not null and t.sent_at is not null)
        where {InLane} and {CanBeGathered} and a.severity < 4 and not {AlertQueue.HasMessage} and exists (
          select 1 from alert t where t.drift_opened = a.drift_opened and t.drift_id = a.drift_id and t.sink = a.sink and t.channel = a.channel and t.digest is not null and t.sent_at is not null)
        """,
        new { lane.Sink, lane.Channel },
        transaction));

    /// <summary>Takes what waits of a drift out of its digest, as something that must not wait follows it.</summary>
    public void TakeOut(AlertLane lane, string drift) => queue.Run((connection, transaction) => connection.Execute(
        $"update alert as a set digest = null where {InLane} and {IsWaiting} and {DriftRow.Has("@drift", "a.")} and a.digest is not null",
        new { lane.Sink, lane.Channel, drift },
        transaction));

    /// <summary>What waits in the digest is told.</summary>
    public void MarkTold(AlertLane lane, OpenDigest digest, ToldMessage? message, DigestEnd end) => queue.Run((connection, transaction) =>
    {
        var now = Now();
        connection.Execute(
            $"update alert as a set sent_at = @now, attempt = a.attempt + 1, last_error = null where {InLane} and {IsWaiting} and a.digest = @Id",
            new { lane.Sink, lane.Channel, digest.Id, now },
            transaction);
        connection.Execute(
            "update alert_digest set posted_at = coalesce(posted_at, @now), closed_at = case when @ends = 1 then @now else closed_at end where id = @Id",
            new { digest.Id, now, ends = end == DigestEnd.Closed ? 1 : 0 },
            transaction);
        return message is null ? 0 : AlertQueue.Keep(connection, transaction, lane, digest.Id, message);
    });

    /// <summary>It failed and is tried again after a while.</summary>
    public void Postpone(AlertLane lane, OpenDigest digest, TimeSpan wait, string error) => Update(
        lane, digest, "next_at = @at", Now() + (long)wait.TotalMilliseconds, error);

    /// <summary>It will never be taken: kept, and shown as undeliverable.</summary>
    public void MarkDead(AlertLane lane, OpenDigest digest, string error) => Update(lane, digest, "dead_at = @at", Now(), error);

    /// <summary>It takes no more changes.</summary>
    public void Close(OpenDigest digest) => queue.Run((connection, transaction) => connection.Execute(
        "update alert_digest set closed_at = @now where id = @Id and closed_at is null", new { digest.Id, now = Now() }, transaction));

    /// <summary>Its list is told up to a position.</summary>
    public void MarkListed(OpenDigest digest, long position) => queue.Run((connection, transaction) => connection.Execute(
        "update alert_digest set listed = @position where id = @Id", new { digest.Id, position }, transaction));

    private int Gather(DbConnection connection, DbTransaction transaction, AlertLane lane, string id, string? actor, long from, DigestOf what)
    {
        var now = Now();
        var which = what switch
        {
            DigestOf.Quiet => $"{IsWaiting} and a.digest is null and a.hold_until > 0 and a.next_at <= @now",
            DigestOf.Critical => $"{CanBeGathered} and a.severity >= 4 and a.kind = 'alert' and a.actor = @actor",
            DigestOf.Backlog => $"{CanBeGathered} and a.severity < 4 and not {AlertQueue.HasMessage}",
            _ => $"{CanBeGathered} and a.severity < 4 and a.actor = @actor and not {AlertQueue.HasMessage}",
        };
        var count = connection.Execute(
            $"update alert as a set digest = @id where {InLane} and {which} and a.position >= @from",
            new { id, lane.Sink, lane.Channel, actor, from, now },
            transaction);
        if (count > 0)
        {
            connection.Execute(
                """
                update alert_digest set
                  opened_at = coalesce((select min(created_at) from alert where digest = @id and sent_at is null), opened_at),
                  last_at = coalesce((select max(created_at) from alert where digest = @id), last_at)
                where id = @id
                """,
                new { id },
                transaction);
        }

        return count;
    }

    private void Update(AlertLane lane, OpenDigest digest, string change, long at, string error) => queue.Run((connection, transaction) => connection.Execute(
        $"update alert as a set {change}, attempt = a.attempt + 1, last_error = @error where {InLane} and {IsWaiting} and a.digest = @Id",
        new { lane.Sink, lane.Channel, digest.Id, at, error },
        transaction));

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}

/// <summary>What a digest gathers.</summary>
internal enum DigestOf
{
    /// <summary>Many changes by one actor in a short time.</summary>
    Burst,

    /// <summary>Many critical changes by one actor: told at once, and together.</summary>
    Critical,

    /// <summary>More than the channel takes, by whomever.</summary>
    Backlog,

    /// <summary>What waited for the end of quiet hours.</summary>
    Quiet,
}

/// <summary>Whether a digest goes on after it was told.</summary>
internal enum DigestEnd
{
    /// <summary>It takes more changes.</summary>
    Open,

    /// <summary>It takes no more.</summary>
    Closed,
}
