using System.Data.Common;
using Dapper;
using DriftStream.Core.Catalog;
using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Lives;
using DriftStream.Core.Matching;

namespace DriftStream.Ledger.Lives;

/// <summary>What upkeep, pages and verbs ask about held calls and decisions. Reads only.</summary>
internal sealed class LifeQueries(LedgerDatabase database)
{
    /// <summary>Whether a call that waits can be settled now, or waits for another time than is written.</summary>
    public bool HasWork(StateIndex states, DeviationBook book, HoldBook holds, DateTimeOffset now)
    {
        var waiting = Ask(connection => LifeRows.WaitingHolds(connection, null));
        var check = new HoldCheck(EventCatalog.Load(), states);
        return waiting.Any(hold => holds.Deadline(hold, now) is var deadline
            && (deadline <= now || HoldBook.IsWrong(hold, deadline) || check.Of(hold.ToCall(), hold.EventId, book) != HoldAnswer.NotYet));
    }

    /// <summary>Whether a snooze or an ignoring has ended.</summary>
    public bool HasLapsed(DateTimeOffset now) => Ask(connection => connection.ExecuteScalar<long>(
        "select count(*) from drift where status = 'open' and decision_until is not null and decision_until <= @at", new { at = now.ToUnixTimeMilliseconds() }) > 0);

    /// <summary>What became of an event's calls that were held, in order; empty where none was.</summary>
    public static IReadOnlyList<HoldRow> HoldsOf(DbConnection connection, string eventId) =>
        [.. connection.Query<HoldRow>($"select {HoldRow.Columns} from hold where event_id = @eventId order by account, number", new { eventId })];

    /// <summary>How Terraform's own calls fared since then.</summary>
    public ApplyCounts AppliesSince(DateTimeOffset since) => Ask(connection => connection.QuerySingle<ApplyRow>(
        """
        select (select count(*) from processed_event where verdict = 'terraform' and at >= @at) Calls,
               (select count(*) from processed_event where verdict = 'terraform' and unchecked = 1 and at >= @at) Unchecked,
               (select count(*) from (select distinct event_id, account from hold where outcome = 'not-checked' and held_at >= @at) e) Overtaken,
               (select count(*) from (select distinct event_id, account from hold where settled_at is null and held_at >= @at) e) Recent,
               (select count(*) from hold where settled_at is null) Held,
               (select count(*) from hold where outcome = 'finding' and settled_at >= @at) Findings
        """,
        new { at = since.ToUnixTimeMilliseconds() }).ToCounts());

    private T Ask<T>(Func<DbConnection, T> question) => database.Ask(question);

    private sealed class ApplyRow
    {
        public long Calls { get; init; }

        public long Unchecked { get; init; }

        public long Overtaken { get; init; }

        public long Recent { get; init; }

        public long Held { get; init; }

        public long Findings { get; init; }

        public ApplyCounts ToCounts() => new(Math.Max(0, Calls - Unchecked - Overtaken - Recent), Unchecked + Overtaken, Held, Findings);
    }
}

/// <summary>How Terraform's own calls fared.</summary>
/// <param name="Confirmed">The state says what they did.</param>
/// <param name="NotChecked">No state could confirm them: taken as Terraform's all the same.</param>
/// <param name="Held">They wait for their state now.</param>
/// <param name="Findings">No state ever said what they did: told.</param>
internal sealed record ApplyCounts(long Confirmed, long NotChecked, long Held, long Findings);
