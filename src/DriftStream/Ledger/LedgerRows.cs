using System.Data.Common;
using Dapper;
using DriftStream.Core.Judging;
using DriftStream.Ledger.Lives;

namespace DriftStream.Ledger;

/// <summary>Reads and writes rows inside one turn.</summary>
/// <param name="connection">The turn's connection.</param>
/// <param name="transaction">The turn's transaction.</param>
/// <param name="turn">The turn's number, by which other writers find what it wrote.</param>
internal sealed class LedgerRows(DbConnection connection, DbTransaction transaction, long turn)
{
    /// <summary>Whether the event was judged before.</summary>
    public bool Holds(string eventId, string account) => connection.ExecuteScalar<long>(
        "select count(*) from processed_event where event_id = @eventId and account = @account",
        new { eventId, account },
        transaction) > 0;

    /// <summary>The drift with this id.</summary>
    public DriftRecord? FindDrift(string id) => connection.QueryFirstOrDefault<DriftRow>(
        $"select {DriftRow.Columns} from drift where id = @id",
        new { id },
        transaction)?.ToRecord();

    /// <summary>The open drifts of an address, the oldest first.</summary>
    public IReadOnlyList<DriftRecord> OpenDrifts(DriftAddress address) =>
    [
        .. connection.Query<DriftRow>(
            $"select {DriftRow.Columns} from drift where state = @State and lineage = @Lineage and address = @Address and status = 'open' order by opened_at, id",
            new { address.State, address.Lineage, address.Address },
            transaction).Select(row => row.ToRecord()),
    ];

    /// <summary>Writes what one event leaves.</summary>
    public void Write(LedgerEntry entry)
    {
        if (entry.Event is { } judged)
        {
            Write(judged);
        }

        foreach (var finding in entry.Findings)
        {
            Write(finding);
        }

        foreach (var drift in entry.Drifts)
        {
            Write(drift);
        }

        foreach (var address in entry.Deviations)
        {
            DeviationRows.Save(connection, transaction, address, entry.Judgement.Deviations.Of(address), turn);
        }

        foreach (var hold in entry.Holds)
        {
            Write(hold);
        }

        foreach (var alert in entry.Alerts)
        {
            Write(alert);
        }
    }

    /// <summary>Writes what was learnt about sessions.</summary>
    public void Write(LearntSessions learnt) => SessionRows.Save(connection, transaction, learnt, turn);

    private void Write(EventRow judged) => connection.Execute(
        """
        insert into processed_event(event_id, account, at, time, name, verdict, findings, record, masked, unchecked, actor, evidence)
        values (@EventId, @Account, @At, @Time, @Name, @Verdict, @Findings, @Record, @Masked, @Unchecked, @Actor, @Evidence)
        """,
        judged,
        transaction);

    private void Write(HoldRow hold) => connection.Execute(
        """
        insert into hold(event_id, account, number, state, lineage, address, type, resource_id, finding, called_at, held_at, deadline)
        values (@EventId, @Account, @Number, @State, @Lineage, @Address, @Type, @ResourceId, @Finding, @CalledAt, @HeldAt, @Deadline)
        """,
        hold,
        transaction);

    private void Write(FindingRow row)
    {
        var finding = row.Recorded.Finding;
        connection.Execute(
            """
            insert into finding(id, event_id, account, state, lineage, address, type, resource_id, verdict, severity, drift_id, time, recorded_at, actor, late, json, rule)
            values (@Number, @EventId, @Account, @State, @Lineage, @Address, @Type, @ResourceId, @Verdict, @Severity, @Drift, @Time, @RecordedAt, @Actor, @Late, @Json, @Rule)
            """,
            new
            {
                row.Recorded.Number,
                EventId = finding.Event.Id,
                Account = finding.Event.Account ?? "",
                finding.Resource?.State,
                row.Lineage,
                finding.Resource?.Address,
                finding.Resource?.Type,
                ResourceId = finding.Resource?.Id,
                Verdict = finding.Verdict.Word(),
                Severity = finding.Severity.Word(),
                finding.Drift,
                Time = finding.Event.Time.ToUnixTimeMilliseconds(),
                RecordedAt = row.Recorded.RecordedAt.ToUnixTimeMilliseconds(),
                Actor = finding.Actor.Name,
                Late = row.Recorded.Late ? 1 : 0,
                row.Json,
                finding.Rule,
            },
            transaction);
    }

    private void Write(DriftRecord drift) => connection.Execute(
        """
        insert into drift(id, state, lineage, address, type, resource_id, verdict, severity, status, opened_at, opened_event, opened_by,
                          last_change_at, last_event, resolved_at, resolved_event, resolved_by, resolved_how, resolved_serial, successor, account, region,
                          decision, decision_until)
        values (@Id, @State, @Lineage, @Address, @Type, @ResourceId, @Verdict, @Severity, @Status, @OpenedAt, @OpenedEvent, @OpenedBy,
                @LastChangeAt, @LastEvent, @ResolvedAt, @ResolvedEvent, @ResolvedBy, @ResolvedHow, @ResolvedSerial, @Successor, @Account, @Region,
                @Decision, @DecisionUntil)
        on conflict(id) do update set
          state = excluded.state, lineage = excluded.lineage, address = excluded.address, resource_id = excluded.resource_id, verdict = excluded.verdict, severity = excluded.severity, status = excluded.status,
          last_change_at = excluded.last_change_at, last_event = excluded.last_event,
          resolved_at = excluded.resolved_at, resolved_event = excluded.resolved_event, resolved_by = excluded.resolved_by,
          resolved_how = excluded.resolved_how, resolved_serial = excluded.resolved_serial, successor = excluded.successor,
          decision = excluded.decision, decision_until = excluded.decision_until
        """,
        DriftRow.Of(drift),
        transaction);

    private void Write(AlertRow alert) => connection.Execute(
        """
        insert into alert(id, sink, channel, finding_id, drift_id, kind, severity, actor, mention, note, still_open, position, created_at, hold_until, next_at)
        values (@Id, @Sink, @Channel, @FindingId, @DriftId, @Kind, @Severity, @Actor, @Mention, @Note, @StillOpen, @Position, @CreatedAt, @HoldUntil, @HoldUntil)
        on conflict do nothing
        """,
        alert,
        transaction);
}
