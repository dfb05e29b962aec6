using Dapper;
using DriftStream.Core.Judging;
using Microsoft.Data.Sqlite;

namespace DriftStream.Ledger;

/// <summary>One group of events on its way into the ledger: all of it is committed, or nothing.</summary>
internal sealed class LedgerTransaction : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;

    /// <summary>Begins; from here on nobody else writes.</summary>
    public LedgerTransaction(SqliteConnection connection)
    {
        _connection = connection;
        _transaction = connection.BeginTransaction(deferred: false);
    }

    /// <summary>Whether the event was judged before, earlier in this group included.</summary>
    public bool Holds(string eventId, string account) => _connection.ExecuteScalar<long>(
        "select count(*) from processed_event where event_id = @eventId and account = @account",
        new { eventId, account },
        _transaction) > 0;

    /// <summary>The drift with this id, as this group left it so far.</summary>
    public DriftRecord? FindDrift(string id) => _connection.QueryFirstOrDefault<DriftRow>(
        $"select {DriftRow.Columns} from drift where id = @id",
        new { id },
        _transaction)?.ToRecord();

    /// <summary>Writes what one event leaves.</summary>
    public void Write(LedgerEntry entry)
    {
        _connection.Execute(
            """
            insert into processed_event(event_id, account, at, time, name, verdict, findings, record, masked)
            values (@EventId, @Account, @At, @Time, @Name, @Verdict, @Findings, @Record, @Masked)
            """,
            entry.Event,
            _transaction);
        foreach (var finding in entry.Findings)
        {
            Write(entry.Event, finding);
        }

        foreach (var drift in entry.Drifts)
        {
            Write(drift);
        }

        foreach (var address in entry.Deviations)
        {
            DeviationRows.Save(_connection, _transaction, address, entry.Judgement.Deviations.Of(address));
        }

        foreach (var alert in entry.Alerts)
        {
            Write(alert);
        }
    }

    /// <summary>Writes what was learnt about sessions.</summary>
    public void Write(LearntSessions learnt) => SessionRows.Save(_connection, _transaction, learnt);

    /// <summary>Makes all of it durable.</summary>
    public void Commit() => _transaction.Commit();

    /// <inheritdoc/>
    public void Dispose() => _transaction.Dispose();

    private void Write(EventRow judged, FindingRow row)
    {
        var finding = row.Recorded.Finding;
        _connection.Execute(
            """
            insert into finding(id, event_id, account, state, lineage, address, type, resource_id, verdict, severity, drift_id, time, recorded_at, actor, late, json, rule)
            values (@Number, @EventId, @Account, @State, @Lineage, @Address, @Type, @ResourceId, @Verdict, @Severity, @Drift, @Time, @RecordedAt, @Actor, @Late, @Json, @Rule)
            """,
            new
            {
                row.Recorded.Number,
                judged.EventId,
                judged.Account,
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
            _transaction);
    }

    private void Write(DriftRecord drift) => _connection.Execute(
        """
        insert into drift(id, state, lineage, address, type, resource_id, verdict, severity, status, opened_at, opened_event, opened_by,
                          last_change_at, last_event, resolved_at, resolved_event, resolved_by)
        values (@Id, @State, @Lineage, @Address, @Type, @ResourceId, @Verdict, @Severity, @Status, @OpenedAt, @OpenedEvent, @OpenedBy,
                @LastChangeAt, @LastEvent, @ResolvedAt, @ResolvedEvent, @ResolvedBy)
        on conflict(id) do update set
          resource_id = excluded.resource_id, verdict = excluded.verdict, severity = excluded.severity, status = excluded.status,
          last_change_at = excluded.last_change_at, last_event = excluded.last_event,
          resolved_at = excluded.resolved_at, resolved_event = excluded.resolved_event, resolved_by = excluded.resolved_by
        """,
        DriftRow.Of(drift),
        _transaction);

    private void Write(AlertRow alert) => _connection.Execute(
        """
        insert into alert(id, finding_id, drift_id, kind, body, created_at)
        values (@Id, @FindingId, @DriftId, @Kind, @Body, @CreatedAt)
        """,
        alert,
        _transaction);
}
