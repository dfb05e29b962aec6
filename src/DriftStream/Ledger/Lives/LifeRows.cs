using System.Data.Common;
using System.Text.Json;
using Dapper;
using DriftStream.Core.Judging;
using DriftStream.Ledger.Integrity;

namespace DriftStream.Ledger.Lives;

/// <summary>What the lives of drifts read and write inside a turn, beside the entries.</summary>
internal static class LifeRows
{
    /// <summary>All open drifts.</summary>
    public static IReadOnlyList<DriftRecord> OpenDrifts(this LedgerTurn turn) =>
        [.. turn.Connection.Query<DriftRow>($"select {DriftRow.Columns} from drift where status = 'open' order by id", transaction: turn.Transaction).Select(r => r.ToRecord())];

    /// <summary>The open drifts whose snooze or ignoring has ended.</summary>
    public static IReadOnlyList<DriftRecord> LapsedDrifts(this LedgerTurn turn, DateTimeOffset now) =>
    [
        .. turn.Connection.Query<DriftRow>(
            $"select {DriftRow.Columns} from drift where status = 'open' and decision_until is not null and decision_until <= @at order by id",
            new { at = now.ToUnixTimeMilliseconds() },
            turn.Transaction).Select(r => r.ToRecord()),
    ];

    /// <summary>The calls that wait, the oldest first.</summary>
    public static IReadOnlyList<HoldRow> WaitingHolds(this LedgerTurn turn) => WaitingHolds(turn.Connection, turn.Transaction);

    /// <summary>The calls that wait, the oldest first.</summary>
    public static IReadOnlyList<HoldRow> WaitingHolds(DbConnection connection, DbTransaction? transaction) =>
        [.. connection.Query<HoldRow>($"select {HoldRow.Columns} from hold where settled_at is null order by called_at, event_id, account, number", transaction: transaction)];

    /// <summary>The hold is over.</summary>
    public static void Settle(this LedgerTurn turn, HoldRow hold, string outcome, DateTimeOffset now) => turn.Connection.Execute(
        "update hold set settled_at = @at, outcome = @outcome where event_id = @EventId and account = @Account and number = @Number",
        new { at = now.ToUnixTimeMilliseconds(), outcome, hold.EventId, hold.Account, hold.Number },
        turn.Transaction);

    /// <summary>The hold ends at another time, as an apply goes on or has ended.</summary>
    public static void Postpone(this LedgerTurn turn, HoldRow hold, DateTimeOffset deadline) => turn.Connection.Execute(
        "update hold set deadline = @at where event_id = @EventId and account = @Account and number = @Number",
        new { at = deadline.ToUnixTimeMilliseconds(), hold.EventId, hold.Account, hold.Number },
        turn.Transaction);

    /// <summary>The event that was held says something now.</summary>
    public static void SetVerdict(this LedgerTurn turn, HoldRow hold, Verdict verdict) => turn.Connection.Execute(
        "update processed_event set verdict = @word, findings = findings + 1 where event_id = @EventId and account = @Account",
        new { word = verdict.Word(), hold.EventId, hold.Account },
        turn.Transaction);

    /// <summary>Holds follow their resource to another address.</summary>
    public static void MoveHolds(this LedgerTurn turn, DriftAddress from, DriftAddress to) => turn.Connection.Execute(
        """
        update hold set state = @newState, lineage = @newLineage, address = @newAddress
        where settled_at is null and state = @State and lineage = @Lineage and address = @Address
        """,
        new { newState = to.State, newLineage = to.Lineage, newAddress = to.Address, from.State, from.Lineage, from.Address },
        turn.Transaction);

    /// <summary>The last thing that was said about a drift and was not its end, and its number; null where nothing was.</summary>
    public static (long Number, Finding Finding)? LastFinding(this LedgerTurn turn, string drift) =>
        turn.Connection.QueryFirstOrDefault<(long Number, string Json)>(
            $"select id, json from finding where {DriftRow.Has("@drift")} and late = 0 and verdict <> 'reverted' order by id desc limit 1",
            new { drift },
            turn.Transaction) is { Json: { } json } row ? (row.Number, FindingReader.Read(json)) : null;

    /// <summary>The last decision about a drift; null where there is none.</summary>
    public static DecisionRow? LastDecision(this LedgerTurn turn, string drift) => turn.Connection.QueryFirstOrDefault<DecisionRow>(
        $"select {DecisionRow.Columns} from decision where drift_id = @drift order by decided_at desc, id limit 1",
        new { drift },
        turn.Transaction);

    /// <summary>Writes a decision; false where the very same one is there already.</summary>
    public static bool Write(this LedgerTurn turn, DecisionRow decision)
    {
        var isNew = turn.Connection.Execute(
            """
            insert into decision(id, drift_id, kind, decided_by, name, reason, until, decided_at)
            values (@Id, @DriftId, @Kind, @DecidedBy, @Name, @Reason, @Until, @DecidedAt) on conflict(id) do nothing
            """,
            decision,
            turn.Transaction) > 0;
        if (isNew)
        {
            turn.Note(AuditKind.Decision, decision.DriftId, JsonSerializer.Serialize(decision, AuditJson.Default.DecisionRow));
        }

        return isNew;
    }
}
