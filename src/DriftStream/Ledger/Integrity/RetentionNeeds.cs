using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace DriftStream.Ledger.Integrity;

/// <summary>Which of some old rows are still needed: by an open drift, by an alert that waits, or by a row that is needed.</summary>
internal sealed class RetentionNeeds
{
    private readonly HashSet<long> _needed = [];
    private readonly Dictionary<string, List<long>> _tellers = [];
    private readonly Dictionary<string, long> _ended = [];
    private readonly List<AuditRow> _decisions = [];

    public RetentionNeeds(AuditPage page, DbConnection connection, DbTransaction transaction)
    {
        var through = new { last = page.All[^1].Number };
        var told = page.All.ToDictionary(row => row.Number, DriftsIn);
        var drifts = Drifts(told.Values.SelectMany(ids => ids.Keys).Concat(page.All.SelectMany(row => page.FindingsOf(row)).Select(f => f.DriftId).OfType<string>()).Concat(page.All.Where(IsDecision).Select(row => row.Subject)), connection, transaction);
        foreach (var row in page.All)
        {
            Learn(row, told[row.Number], page.FindingsOf(row), drifts);
        }

        _needed.UnionWith(connection.Query<long>(
            """
            select a.number from alert w join audit a on w.finding_id >= a.first_finding and w.finding_id < a.first_finding + a.findings
            where a.number <= @last and w.sent_at is null and w.dead_at is null and w.skipped_at is null
            """,
            through,
            transaction));
        _needed.UnionWith(connection.Query<long>(
            """
            select a.number from hold h join audit a on a.kind = 'event' and a.subject = h.event_id and a.account = h.account
            where h.settled_at is null and a.number <= @last
            """,
            through,
            transaction));
        var later = LaterFindings(page, through, connection, transaction);
        while (Spread(later))
        {
        }
    }

    /// <summary>The drifts that ended and of which nothing is left.</summary>
    public IReadOnlyCollection<string> SpentDrifts => [.. _ended.Where(drift => !_needed.Contains(drift.Value)).Select(drift => drift.Key)];

    /// <summary>Whether the row must stay.</summary>
    public bool Needs(AuditRow row) => _needed.Contains(row.Number);

    private void Learn(AuditRow row, Dictionary<string, JsonElement> told, IReadOnlyList<AuditedFinding> findings, Dictionary<string, DriftRow> drifts)
    {
        if (row.Kind == AuditKind.Begin || told.Keys.Concat(findings.Select(f => f.DriftId).OfType<string>()).Any(id => drifts.TryGetValue(id, out var drift) && drift.ResolvedAt is null))
        {
            _needed.Add(row.Number);
        }

        if (IsDecision(row) && drifts.ContainsKey(row.Subject))
        {
            _decisions.Add(row);
        }

        foreach (var (id, then) in told)
        {
            (_tellers.TryGetValue(id, out var rows) ? rows : _tellers[id] = []).Add(row.Number);
            // Otherwise a later row tells how it ended, and the drift goes with that one.
            if (drifts.TryGetValue(id, out var drift) && drift.ResolvedAt is not null && !AuditedDrift.Differences(drift, then).Any())
            {
                _ended[id] = row.Number;
            }
        }
    }

    // What a drift became is told by its last row: as long as any row tells of it, that one has to stay too.
    private bool Spread(IReadOnlyList<(long Row, long? By)> later)
    {
        var count = _needed.Count;
        _needed.UnionWith(_ended.Where(drift => _tellers[drift.Key].Exists(_needed.Contains)).Select(drift => drift.Value));
        // A decision stays as long as its drift does.
        _needed.UnionWith(_decisions.Where(row => !_ended.TryGetValue(row.Subject, out var end) || _needed.Contains(end)).Select(row => row.Number));
        _needed.UnionWith(later.Where(need => need.By is not { } by || _needed.Contains(by)).Select(need => need.Row));
        return _needed.Count > count;
    }

    // An event can have findings that were made later, when its hold was over: they need it.
    private static List<(long Row, long? By)> LaterFindings(AuditPage page, object through, DbConnection connection, DbTransaction transaction)
    {
        var owners = page.All.SelectMany(row => page.FindingsOf(row).Select(finding => (finding.Id, row.Number))).ToDictionary(pair => pair.Id, pair => pair.Number);
        return [.. connection.Query<(long Row, long Finding)>(
            $"""
            select a.number, f.id from audit a join processed_event p on p.event_id = a.subject and p.account = a.account join finding f on {AuditedEvent.HasFinding}
            where a.kind = 'event' and a.number <= @last and (f.id < a.first_finding or f.id >= a.first_finding + a.findings)
            """,
            through,
            transaction).Select(pair => (pair.Row, owners.TryGetValue(pair.Finding, out var owner) ? owner : (long?)null))];
    }

    private static bool IsDecision(AuditRow row) => row.Kind == AuditKind.Decision;

    private static Dictionary<string, JsonElement> DriftsIn(AuditRow row) => AuditedDrift.In(row).ToDictionary(drift => drift.Id, drift => drift.Told);

    private static Dictionary<string, DriftRow> Drifts(IEnumerable<string> ids, DbConnection connection, DbTransaction transaction) => ids.Distinct()
        .Select(id => connection.QueryFirstOrDefault<DriftRow>($"select {DriftRow.Columns} from drift where id = @id", new { id }, transaction))
        .OfType<DriftRow>()
        .ToDictionary(drift => drift.Id);
}
