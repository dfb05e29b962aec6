using Dapper;
using DriftStream.Ledger;

namespace DriftStream.Gaps;

/// <summary>The times to be caught up, in the ledger.</summary>
internal static class CatchUpRows
{
    // CloudTrail: events can be looked up about this long after the call.
    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(15);

    /// <summary>Long enough for one slice, so that two processes hardly ever fetch the same one.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>Has a time caught up, unless the same is known.</summary>
    /// <returns>Its id.</returns>
    public static string Add(LedgerTurn turn, FeedPlace place, DateTimeOffset from, DateTimeOffset until, string reason)
    {
        var (began, ended) = (from.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds());
        var id = StableId.From("C-", place.Account, place.Region, $"{began}", $"{ended}");
        turn.Connection.Execute(
            """
            insert into catch_up(id, account, region, reason, began_at, from_at, until_at, next_at)
            values (@Id, @Account, @Region, @Reason, @Began, @Began, @Ended, @Due) on conflict(id) do nothing
            """,
            new { Id = id, place.Account, place.Region, Reason = reason, Began = began, Ended = ended, Due = (until + Delay).ToUnixTimeMilliseconds() },
            turn.Transaction);
        return id;
    }

    /// <summary>The next one that is due, hidden from others for a while; null where none is.</summary>
    public static CatchUpJob? Claim(LedgerTurn turn, DateTimeOffset now) => turn.Connection.QueryFirstOrDefault<CatchUpJob>(
        $"""
        update catch_up set next_at = @Until where id = (
          select id from catch_up where done_at is null and next_at <= @Now order by next_at, id limit 1)
        returning {CatchUpJob.Columns}
        """,
        new { Now = now.ToUnixTimeMilliseconds(), Until = (now + Lease).ToUnixTimeMilliseconds() },
        turn.Transaction);

    /// <summary>One by its id; null where there is none.</summary>
    public static CatchUpJob? Read(LedgerTurn turn, string id) =>
        turn.Connection.QueryFirstOrDefault<CatchUpJob>($"select {CatchUpJob.Columns} from catch_up where id = @id", new { id }, turn.Transaction);

    /// <summary>A slice is done, or something stands in the way.</summary>
    public static void Save(LedgerTurn turn, CatchUpJob job) => turn.Connection.Execute(
        """
        update catch_up set from_at = @FromAt, next_at = @NextAt, fetched = @Fetched, judged = @Judged, problem = @Problem, done_at = @DoneAt where id = @Id
        """,
        job,
        turn.Transaction);
}
