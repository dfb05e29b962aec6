using System.Data.Common;
using System.Text.Json;
using Dapper;
using DriftStream.Core.Judging;
using DriftStream.Ledger.Integrity;
using DriftStream.Ledger.Lives;

namespace DriftStream.Ledger;

/// <summary>Reads and writes rows inside one turn. What is written waits, and goes to the database together before anybody could miss it there.</summary>
/// <param name="database">The ledger.</param>
/// <param name="connection">The turn's connection.</param>
/// <param name="transaction">The turn's transaction.</param>
/// <param name="chain">The audit chain; null where there is none.</param>
internal sealed class LedgerRows(LedgerDatabase database, DbConnection connection, DbTransaction transaction, AuditChain? chain)
{
    private static readonly RowText EventText = RowText.Insert<EventRow>("processed_event", EventRow.Columns);
    private static readonly RowText FindingText = RowText.Insert<AuditedFinding>("finding", AuditedFinding.Columns);
    private static readonly RowText HoldText = RowText.Insert<HoldRow>("hold", HoldRow.Columns);
    private static readonly RowText AlertText = RowText.Insert<AlertRow>("alert", AlertRow.Columns, "on conflict do nothing");
    private static readonly RowText AuditText = RowText.Insert<AuditRow>("audit", AuditRow.Columns);

    private static readonly RowText DriftText = RowText.Insert<DriftRow>(
        "drift",
        DriftRow.Columns,
        """
        on conflict(id) do update set
          state = excluded.state, lineage = excluded.lineage, address = excluded.address, resource_id = excluded.resource_id, verdict = excluded.verdict, severity = excluded.severity, status = excluded.status,
          last_change_at = excluded.last_change_at, last_event = excluded.last_event,
          resolved_at = excluded.resolved_at, resolved_event = excluded.resolved_event, resolved_by = excluded.resolved_by,
          resolved_how = excluded.resolved_how, resolved_serial = excluded.resolved_serial, successor = excluded.successor,
          decision = excluded.decision, decision_until = excluded.decision_until
        """);

    private readonly List<PendingRows> _learnt = [];
    private readonly List<EventRow> _events = [];
    private readonly List<AuditedFinding> _findings = [];
    private readonly Dictionary<string, DriftRow> _drifts = [];
    private readonly HashSet<DriftAddress> _addresses = [];
    private readonly List<HoldRow> _holds = [];
    private readonly List<AlertRow> _alerts = [];

    // What was asked of the database and still holds, as only this turn writes.
    private readonly Dictionary<string, DriftRecord?> _knownDrifts = [];
    private readonly Dictionary<(string EventId, string Account), bool> _knownEvents = [];

    /// <summary>In SQL: which of many events were judged before.</summary>
    public static string WhichEvents(LedgerDatabase database) => $"select event_id, account from processed_event where {database.AmongTexts("event_id", nameof(TurnQuestions.Asked.Events))}";

    /// <summary>In SQL: which of many drifts there are.</summary>
    public static string WhichDrifts(LedgerDatabase database) => $"select {DriftRow.Columns} from drift where {database.AmongTexts("id", nameof(TurnQuestions.Asked.Drifts))}";

    /// <summary>Takes what was asked before the first of what this writes.</summary>
    public void Know(TurnQuestions asked, IEnumerable<(string, string)> events, IEnumerable<DriftRow> drifts)
    {
        var found = events.ToHashSet();
        foreach (var key in asked.Events)
        {
            _knownEvents[key] = found.Contains(key);
        }

        Know(asked.Drifts, drifts);
    }

    /// <summary>Asks for many drifts at once.</summary>
    public void Ask(IEnumerable<string> drifts)
    {
        var asked = drifts.Where(id => !_knownDrifts.ContainsKey(id)).ToHashSet();
        if (asked.Count == 0)
        {
            return;
        }

        Know(asked, connection.Query<DriftRow>(WhichDrifts(database), new { Drifts = JsonSerializer.Serialize(asked) }, transaction));
    }

    /// <summary>Whether the event was judged before.</summary>
    public bool Holds(string eventId, string account)
    {
        var key = Key((eventId, account));
        return _knownEvents.TryGetValue(key, out var held) ? held : connection.ExecuteScalar<long>(
            "select count(*) from processed_event where event_id = @EventId and account = @Account",
            new { key.EventId, key.Account },
            transaction) > 0;
    }

    /// <summary>The drift with this id.</summary>
    public DriftRecord? FindDrift(string id)
    {
        if (!_knownDrifts.TryGetValue(id, out var known))
        {
            Ask([id]);
            known = _knownDrifts[id];
        }

        return known;
    }

    /// <summary>The open drifts of an address, the oldest first.</summary>
    public IReadOnlyList<DriftRecord> OpenDrifts(DriftAddress address) =>
    [
        .. connection.Query<DriftRow>(
            $"select {DriftRow.Columns} from drift where state = @State and lineage = @Lineage and address = @Address and status = 'open' order by opened_at, id",
            new { address.State, address.Lineage, address.Address },
            transaction).Select(row => row.ToRecord()),
    ];

    /// <summary>Adds what one event, or other work, leaves.</summary>
    public void Write(LedgerEntry entry)
    {
        AuditedFinding[] findings = [.. entry.Findings.Select(AuditedFinding.Of)];
        DriftRow[] drifts = [.. entry.Drifts.Select(DriftRow.Of)];
        chain?.Add(entry, findings, drifts);
        if (entry.Event is { } judged)
        {
            _events.Add(judged);
            _knownEvents[Key((judged.EventId, judged.Account))] = true;
        }

        _findings.AddRange(findings);
        foreach (var (drift, row) in entry.Drifts.Zip(drifts))
        {
            _drifts[drift.Id] = row;
            _knownDrifts[drift.Id] = drift;
        }

        _addresses.UnionWith(entry.Deviations);
        _holds.AddRange(entry.Holds);
        _alerts.AddRange(entry.Alerts);
    }

    /// <summary>Adds what was learnt about sessions.</summary>
    public void Write(LearntSessions learnt, long turn) => _learnt.AddRange(SessionRows.Save(learnt, turn));

    /// <summary>Writes what waits. What the database is asked afterwards may be what others of this turn wrote by themselves.</summary>
    /// <param name="stored">The deviations that the database holds.</param>
    /// <param name="now">The deviations that it is to hold.</param>
    /// <param name="turn">The turn's number, by which other writers find what it wrote.</param>
    public void Flush(DeviationBook stored, DeviationBook now, long turn)
    {
        PendingRows[] pending =
        [
            .. _learnt, new(EventText, _events), new(FindingText, _findings), new(DriftText, [.. _drifts.Values]), .. DeviationRows.Save(_addresses, stored, now),
            .. database.IsShared ? [DeviationRows.Tell(_addresses, turn)] : Array.Empty<PendingRows>(),
            new(HoldText, _holds), new(AlertText, _alerts), new(AuditText, chain?.Take() ?? []),
        ];
        PendingRows[] some = [.. pending.Where(rows => rows.Rows.Count > 0)];
        if (some.Length > 0)
        {
            database.Write(connection, transaction, some);
        }

        Drop();
    }

    /// <summary>Forgets what waits, and what is known.</summary>
    public void Drop()
    {
        _learnt.Clear();
        _events.Clear();
        _findings.Clear();
        _drifts.Clear();
        _addresses.Clear();
        _holds.Clear();
        _alerts.Clear();
        _knownDrifts.Clear();
        _knownEvents.Clear();
    }

    private void Know(IEnumerable<string> asked, IEnumerable<DriftRow> found)
    {
        foreach (var id in asked)
        {
            _knownDrifts[id] = null;
        }

        foreach (var row in found)
        {
            _knownDrifts[row.Id] = row.ToRecord();
        }
    }

    // Two ids that the database cannot tell apart are one.
    private (string EventId, string Account) Key((string EventId, string Account) asked) => (database.Holdable(asked.EventId), database.Holdable(asked.Account));
}
