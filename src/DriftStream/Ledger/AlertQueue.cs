using System.Data.Common;
using Dapper;

namespace DriftStream.Ledger;

/// <summary>The alerts that wait in the ledger, by lane. One process at a time works on a lane.</summary>
internal sealed class AlertQueue(LedgerDatabase database, TimeProvider clock) : IDisposable
{
    private const string IsWaiting = "sent_at is null and dead_at is null and skipped_at is null";
    private const string InLane = "sink = @Sink and channel = @Channel";
    private readonly Dictionary<AlertLane, ((string Owner, long Beat) Sign, DateTimeOffset At)> _signs = [];
    private DbConnection? _connection;

    /// <summary>The lanes that have something to tell.</summary>
    public IReadOnlyList<AlertLane> Lanes() => Ask(connection =>
        connection.Query<(string, string)>($"select distinct sink, channel from alert where {IsWaiting}").Select(r => new AlertLane(r.Item1, r.Item2)).ToList());

    /// <summary>Takes a lane, or shows that its owner is alive. A lane is taken from an owner who has shown nothing for a while.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="owner">Who takes it.</param>
    /// <param name="silence">How long an owner may show nothing. It is measured by this process's clock alone, as those of two machines differ.</param>
    /// <returns>Whether the lane is the owner's; else another process works on it.</returns>
    public bool TryTake(AlertLane lane, string owner, TimeSpan silence)
    {
        var now = clock.GetUtcNow();
        return Run((connection, transaction) =>
        {
            if (Take(connection, transaction, lane, owner, from: default))
            {
                return true;
            }

            var sign = connection.QueryFirst<(string, long)>($"select owner, lease_until from alert_lane where {InLane}", new { lane.Sink, lane.Channel }, transaction);
            if (!_signs.TryGetValue(lane, out var seen) || seen.Sign != sign)
            {
                _signs[lane] = (sign, now);
                return false;
            }

            return now - seen.At >= silence && Take(connection, transaction, lane, owner, sign);
        });
    }

    /// <summary>Lets others have the lanes.</summary>
    public void Leave(string owner) => Update("update alert_lane set lease_until = 0 where owner = @owner", new { owner });

    /// <summary>What waits to be told by itself, the oldest first; what waits for quiet hours or for its next attempt is there, too.</summary>
    public IReadOnlyList<WaitingAlert> Waiting(AlertLane lane, int most) => Ask(connection => connection.Query<WaitingAlert>(
        $"select {WaitingAlert.Columns} from alert where {InLane} and {IsWaiting} and digest is null order by position, created_at, id limit @most",
        new { lane.Sink, lane.Channel, most }).ToList());

    /// <summary>What waits and must not be held back, the oldest first; also where it already is in a digest.</summary>
    public IReadOnlyList<WaitingAlert> Critical(AlertLane lane, int most) => Ask(connection => connection.Query<WaitingAlert>(
        $"""
        select {WaitingAlert.Columns} from alert
        where {InLane} and {IsWaiting} and digest is null and severity >= 4 and kind in ('alert', 'reminder') and next_at <= @now
        order by position, created_at, id limit @most
        """,
        new { lane.Sink, lane.Channel, most, now = Now() }).ToList());

    /// <summary>Everything of a drift that waits, the oldest first.</summary>
    public IReadOnlyList<WaitingAlert> OfDrift(AlertLane lane, string drift) => Ask(connection => connection.Query<WaitingAlert>(
        $"select {WaitingAlert.Columns} from alert where {InLane} and {IsWaiting} and {DriftRow.Has("@drift")} order by position, created_at, id",
        new { lane.Sink, lane.Channel, drift }).ToList());

    // The position is an expression, so that no planner walks all alerts in its order to save the sorting of a few.
    /// <summary>When each actor's single changes since then were recorded, told ones included, in order; those of drifts that have a message of their own aside.</summary>
    public IReadOnlyList<(string Actor, long CreatedAt, long Position)> Singles(AlertLane lane, long since) => Ask(connection =>
        connection.Query<(string, long, long)>(
            $"""
            select actor, created_at, position from alert a
            where {InLane} and created_at > @since and digest is null and hold_until = 0 and severity < 4 and kind in ('alert', 'resolve')
              and not (kind = 'resolve' and {HasMessage})
            order by position + 0, created_at, id
            """,
            new { lane.Sink, lane.Channel, since }).ToList());

    /// <summary>Where the message about a drift or a digest stands, and when it was written; null where there is none.</summary>
    public ToldMessage? MessageOf(AlertLane lane, string subject) => Ask(connection => connection.QueryFirstOrDefault<ToldMessage>(
        $"select place Place, reference Reference, edited_at EditedAt from alert_message where {InLane} and subject = @subject",
        new { lane.Sink, lane.Channel, subject }));

    /// <summary>They are told.</summary>
    /// <param name="lane">Where.</param>
    /// <param name="told">What.</param>
    /// <param name="subject">The drift or digest whose message may be edited later.</param>
    /// <param name="message">Where that message stands; null where it cannot be edited.</param>
    public void MarkTold(AlertLane lane, IReadOnlyList<WaitingAlert> told, string? subject, ToldMessage? message)
    {
        var now = Now();
        Run((connection, transaction) =>
        {
            connection.Execute(
                $"update alert set sent_at = @now, attempt = attempt + 1, last_error = null where {InLane} and position = @Position and id = @Id",
                told.Select(t => new { lane.Sink, lane.Channel, t.Position, t.Id, now }),
                transaction);
            return message is null || subject is null ? 0 : Keep(connection, transaction, lane, subject, message);
        });
    }

    /// <summary>They failed and are tried again after a while.</summary>
    public void Postpone(AlertLane lane, IReadOnlyList<WaitingAlert> alerts, TimeSpan wait, string error) => Update(
        $"update alert set next_at = @at, attempt = attempt + 1, last_error = @error where {InLane} and position = @Position and id = @Id",
        alerts.Select(a => new { lane.Sink, lane.Channel, a.Position, a.Id, at = Now() + (long)wait.TotalMilliseconds, error }));

    /// <summary>They will never be taken: kept, and shown as undeliverable.</summary>
    public void MarkDead(AlertLane lane, IReadOnlyList<WaitingAlert> alerts, string error) => Update(
        $"update alert set dead_at = @now, attempt = attempt + 1, last_error = @error where {InLane} and position = @Position and id = @Id",
        alerts.Select(a => new { lane.Sink, lane.Channel, a.Position, a.Id, now = Now(), error }));

    /// <summary>What was undeliverable waits again, as if it had never been tried; what was in a digest that is told already waits by itself.</summary>
    /// <param name="sink">Only of this sink; null: of every sink.</param>
    /// <returns>How many alerts wait again.</returns>
    public int Revive(string? sink) => Run((connection, transaction) => connection.Execute(
        $"""
        update alert set dead_at = null, attempt = 0, next_at = hold_until, last_error = null,
          digest = (select g.id from alert_digest g where g.id = alert.digest and g.closed_at is null)
        where dead_at is not null and sent_at is null {(sink is null ? "" : "and sink = @sink")}
        """,
        new { sink },
        transaction));

    /// <summary>The sinks that alerts ever were for.</summary>
    public IReadOnlySet<string> Sinks() => Run((connection, transaction) => connection.Query<string>("select distinct sink from alert", transaction: transaction).ToHashSet());

    /// <summary>Nobody is configured to be told: kept, and not sent later.</summary>
    /// <returns>How many alerts were set aside.</returns>
    public int Skip(AlertLane lane, string reason) => Run((connection, _) => connection.Execute(
        $"update alert set skipped_at = @now, last_error = @reason where {InLane} and {IsWaiting}",
        new { lane.Sink, lane.Channel, now = Now(), reason }));

    /// <summary>Does something to the rows in one transaction; for <see cref="DigestQueue"/>.</summary>
    internal T Run<T>(Func<DbConnection, DbTransaction, T> work)
    {
        lock (database.WriteTurn)
        {
            try
            {
                _connection ??= database.OpenForMarking();
                using var transaction = database.Begin(_connection);
                var result = work(_connection, transaction);
                transaction.Commit();
                return result;
            }
            catch (DbException failure)
            {
                _connection?.Dispose();
                _connection = null;
                throw database.Explain(failure);
            }
        }
    }

    /// <summary>Reads rows; for <see cref="DigestQueue"/>.</summary>
    internal T Ask<T>(Func<DbConnection, T> question) => database.Ask(question);

    /// <summary>Remembers where a message stands.</summary>
    internal static int Keep(DbConnection connection, DbTransaction transaction, AlertLane lane, string subject, ToldMessage message) => connection.Execute(
        """
        insert into alert_message(sink, channel, subject, place, reference, edited_at) values (@Sink, @Channel, @subject, @Place, @Reference, @EditedAt)
        on conflict(sink, channel, subject) do update set place = excluded.place, reference = excluded.reference, edited_at = excluded.edited_at
        """,
        new { lane.Sink, lane.Channel, subject, message.Place, message.Reference, message.EditedAt },
        transaction);

    /// <summary>In SQL: the drift of row <c>a</c> has a message of its own, which can be edited.</summary>
    internal const string HasMessage =
        "exists (select 1 from alert_message m where m.sink = a.sink and m.channel = a.channel and m.subject = a.drift_id)";

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (database.WriteTurn)
        {
            _connection?.Dispose();
            _connection = null;
        }
    }

    // Each sign of life differs from the one before, so that others see it without knowing the owner's clock.
    private static bool Take(DbConnection connection, DbTransaction transaction, AlertLane lane, string owner, (string Owner, long Beat) from) => connection.Execute(
        """
        insert into alert_lane(sink, channel, owner, lease_until) values (@Sink, @Channel, @owner, 1)
        on conflict(sink, channel) do update set owner = excluded.owner, lease_until = alert_lane.lease_until + 1
        where alert_lane.owner = @owner or alert_lane.lease_until = 0 or (alert_lane.owner = @silent and alert_lane.lease_until = @Beat)
        """,
        new { lane.Sink, lane.Channel, owner, silent = from.Owner ?? "", from.Beat },
        transaction) > 0;

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private void Update(string sql, object values) => Run((connection, transaction) => connection.Execute(sql, values, transaction));
}
