using System.Data.Common;
using Dapper;
using DriftStream.Ledger;

namespace DriftStream.Gaps;

/// <summary>What pages and the workers ask the ledger about gaps. Reads only.</summary>
internal sealed class GapQueries(LedgerDatabase database)
{
    /// <summary>The open gaps, the oldest first.</summary>
    public IReadOnlyList<OpenGap> Open() => Ask(connection =>
        connection.Query<OpenGap>($"select {OpenGap.Columns} from gap where ended_at is null order by since, id").ToList());

    /// <summary>The times that are to be caught up, the oldest first, and those of the last day that are.</summary>
    public IReadOnlyList<CatchUpJob> CatchUps(DateTimeOffset since) => Ask(connection =>
        connection.Query<CatchUpJob>(
            $"select {CatchUpJob.Columns} from catch_up where done_at is null or done_at >= @since order by began_at, account, region",
            new { since = since.ToUnixTimeMilliseconds() }).ToList());

    /// <summary>Whether a notice is to be told.</summary>
    public bool HasNoticeDue(DateTimeOffset now) => Ask(connection => connection.ExecuteScalar<long>(
        "select count(*) from notice where sent_at is null and dead_at is null and skipped_at is null and next_at <= @now",
        new { now = now.ToUnixTimeMilliseconds() }) > 0);

    /// <summary>Whether a time is to be caught up now.</summary>
    public bool HasCatchUpDue(DateTimeOffset now) => Ask(connection => connection.ExecuteScalar<long>(
        "select count(*) from catch_up where done_at is null and next_at <= @now", new { now = now.ToUnixTimeMilliseconds() }) > 0);

    /// <summary>Why the last notice of the last day was given up; null where none was.</summary>
    public string? LastUntold(DateTimeOffset since) => Ask(connection => connection.QueryFirstOrDefault<string>(
        "select last_error from notice where dead_at >= @since order by dead_at desc limit 1", new { since = since.ToUnixTimeMilliseconds() }));

    /// <summary>Whether a notice was refused everywhere since then.</summary>
    public bool HasUnheard(DateTimeOffset since) => Ask(connection => connection.ExecuteScalar<long>(
        "select count(*) from notice where sent_at is null and dead_at >= @since", new { since = since.ToUnixTimeMilliseconds() }) > 0);

    /// <summary>The places that ever spoke.</summary>
    public IReadOnlyList<FeedPlace> Places() => Ask(connection =>
        connection.Query<(string Account, string Region)>("select account, region from feed_rhythm order by account, region").Select(p => new FeedPlace(p.Account, p.Region)).ToList());

    private T Ask<T>(Func<DbConnection, T> question) => database.Ask(question);
}
