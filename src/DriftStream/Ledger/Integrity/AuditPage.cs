using System.Data.Common;
using Dapper;

namespace DriftStream.Ledger.Integrity;

/// <summary>Some rows of the chain and what they stand for.</summary>
internal sealed class AuditPage
{
    private const int Rows = 500;
    private readonly Dictionary<(string, string), AuditedEvent> _events;
    private readonly ILookup<long, AuditedFinding> _findings;

    private AuditPage(IReadOnlyList<AuditRow> rows, Dictionary<(string, string), AuditedEvent> events, ILookup<long, AuditedFinding> findings)
    {
        All = rows;
        (_events, _findings) = (events, findings);
    }

    /// <summary>The rows, by number.</summary>
    public IReadOnlyList<AuditRow> All { get; }

    /// <summary>The rows after a number, a page at a time.</summary>
    public static IEnumerable<AuditPage> ReadAfter(long number, long through, DbConnection connection, DbTransaction transaction)
    {
        for (var last = number; ;)
        {
            var page = Read(last, through, Rows, connection, transaction);
            if (page.All.Count == 0)
            {
                yield break;
            }

            yield return page;
            last = page.All[^1].Number;
        }
    }

    /// <summary>Rows after a number, as far as another one and no more than so many.</summary>
    public static AuditPage Read(long after, long through, int most, DbConnection connection, DbTransaction transaction)
    {
        var rows = connection.Query<AuditRow>(
            $"select {AuditRow.Columns} from audit where number > @after and number <= @through order by number limit @most",
            new { after, through, most },
            transaction).ToList();
        if (rows.Count == 0)
        {
            return new(rows, [], Array.Empty<AuditedFinding>().ToLookup(_ => 0L));
        }

        var ends = new { after, last = rows[^1].Number };
        var events = connection.Query<AuditedEvent>(
            $"""
            select {AuditedEvent.Columns} from audit a join processed_event p on p.event_id = a.subject and p.account = a.account
            where a.kind = 'event' and a.number > @after and a.number <= @last
            """,
            ends,
            transaction);
        var findings = connection.Query<long, AuditedFinding, (long Row, AuditedFinding Finding)>(
            $"""
            select a.number Row, {AuditedFinding.Columns} from audit a join finding f on f.id >= a.first_finding and f.id < a.first_finding + a.findings
            where a.findings > 0 and a.number > @after and a.number <= @last order by f.id
            """,
            (row, finding) => (row, finding),
            ends,
            transaction,
            splitOn: "Id");
        return new(rows, events.ToDictionary(e => (e.EventId, e.Account)), findings.ToLookup(f => f.Row, f => f.Finding));
    }

    /// <summary>The event of a row; null where it has none, or it is gone.</summary>
    public AuditedEvent? EventOf(AuditRow row) => row.Kind == AuditKind.Event ? _events.GetValueOrDefault((row.Subject, row.Account)) : null;

    /// <summary>The findings of a row, by number.</summary>
    public IReadOnlyList<AuditedFinding> FindingsOf(AuditRow row) => [.. _findings[row.Number]];
}
