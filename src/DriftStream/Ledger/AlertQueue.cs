using System.Data.Common;
using Dapper;

namespace DriftStream.Ledger;

/// <summary>The alerts that wait in the ledger. An alert is claimed for a while, and free again if its sender is never heard of.</summary>
internal sealed class AlertQueue(LedgerDatabase database, TimeProvider clock) : IDisposable
{
    private const string IsWaiting = "sent_at is null and dead_at is null and skipped_at is null";
    private DbConnection? _connection;

    /// <summary>The next alerts to send, in the order of their findings, claimed until the lease ends; empty where none is due.</summary>
    /// <remarks>An alert waits for earlier ones of its drift, so that nobody reads "resolved" before the drift: of one drift there is never more than one.</remarks>
    public IReadOnlyList<WaitingAlert> Claim(TimeSpan lease, int most)
    {
        var now = Now();
        return Run(connection => connection.Query<WaitingAlert>(
            $"""
            with due as materialized (
              select a.id from alert a
              where a.sent_at is null and a.dead_at is null and a.skipped_at is null and a.next_at <= @now and a.lease_until <= @now
                and (a.drift_id is null or not exists (
                  select 1 from alert e
                  where e.sent_at is null and e.dead_at is null and e.skipped_at is null and e.drift_id = a.drift_id and e.finding_id < a.finding_id))
              order by a.finding_id limit @most {database.SkipLocked})
            update alert set lease_until = @until, attempt = attempt + 1
            where id in (select id from due)
            returning id Id, finding_id FindingId, drift_id DriftId, body Body, attempt Attempt
            """,
            new { now, until = now + (long)lease.TotalMilliseconds, most }).OrderBy(alert => alert.FindingId).ToList());
    }

    /// <summary>Slack has them.</summary>
    public void MarkSent(IReadOnlyCollection<string> ids)
    {
        var now = Now();
        Update("update alert set sent_at = @now, lease_until = 0, last_error = null where id = @id", ids.Select(id => new { id, now }));
    }

    /// <summary>It failed and is tried again after a while.</summary>
    public void Postpone(string id, TimeSpan wait, string error) => Update(
        "update alert set next_at = @at, lease_until = 0, last_error = @error where id = @id",
        new { id, at = Now() + (long)wait.TotalMilliseconds, error });

    /// <summary>It was not its fault: free again at once, and the attempt does not count.</summary>
    public void GiveBack(string id, string reason) => Update(
        "update alert set lease_until = 0, attempt = attempt - 1, last_error = @reason where id = @id",
        new { id, reason });

    /// <summary>It will never be taken: kept, and shown as undeliverable.</summary>
    public void MarkDead(string id, string error) => Update(
        "update alert set dead_at = @now, lease_until = 0, last_error = @error where id = @id",
        new { id, now = Now(), error });

    /// <summary>Nobody is configured to be told: kept, and not sent later.</summary>
    /// <returns>How many alerts were set aside.</returns>
    public int SkipAll(string reason) => Run(connection => connection.Execute(
        $"update alert set skipped_at = @now, last_error = @reason where {IsWaiting}",
        new { now = Now(), reason }));

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (database.WriteTurn)
        {
            _connection?.Dispose();
            _connection = null;
        }
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private void Update(string sql, object values) => Run(connection => connection.Execute(sql, values));

    // What a power failure undoes here is sent once more, so there is no need to wait for the disk at each step.
    private T Run<T>(Func<DbConnection, T> work)
    {
        lock (database.WriteTurn)
        {
            try
            {
                return work(_connection ??= database.OpenForMarking());
            }
            catch (DbException failure)
            {
                _connection?.Dispose();
                _connection = null;
                throw database.Explain(failure);
            }
        }
    }
}

/// <summary>An alert that its caller has claimed.</summary>
internal sealed record WaitingAlert
{
    /// <summary>The alert's id, <c>A-</c> and ten characters.</summary>
    public string Id { get; init; } = "";

    /// <summary>The number of the finding it tells of.</summary>
    public long FindingId { get; init; }

    /// <summary>The drift it tells of.</summary>
    public string? DriftId { get; init; }

    /// <summary>The message, ready to send.</summary>
    public string Body { get; init; } = "";

    /// <summary>How often it was claimed, this time included.</summary>
    public long Attempt { get; init; }
}
