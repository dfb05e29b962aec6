using System.Data.Common;
using Dapper;

namespace DriftStream.Ledger.Integrity;

/// <summary>Everything that was judged, page by page: the findings that were kept, and in the same shape what was judged and left none.</summary>
internal sealed class JudgedEvents(DbConnection connection, TeamOf teams)
{
    private const int Rows = 500;

    /// <summary>All of it that may fit, by time.</summary>
    public IEnumerable<AuditFinding> Read(FindingFilter filter)
    {
        for (JudgedRow? last = null; ;)
        {
            var page = Page(filter, last);
            var findings = FindingsOf(page);
            foreach (var judged in page)
            {
                var kept = findings[(judged.EventId, judged.Account)].ToList();
                foreach (var found in kept.Concat(judged.WithoutFinding(kept, teams)))
                {
                    yield return found;
                }
            }

            if (page.Count < Rows)
            {
                yield break;
            }

            last = page[^1];
        }
    }

    private List<JudgedRow> Page(FindingFilter filter, JudgedRow? last)
    {
        var values = new DynamicParameters(new
        {
            since = (filter.Since ?? DateTimeOffset.UnixEpoch).ToUnixTimeMilliseconds(),
            until = (filter.Until ?? DateTimeOffset.MaxValue).ToUnixTimeMilliseconds(),
            time = last?.Time ?? long.MinValue,
            id = last?.EventId ?? "",
            account = last?.Account ?? "",
            most = Rows,
        });
        return connection.Query<JudgedRow>(
            $"""
            select {JudgedRow.Columns} from processed_event
            where time >= @since and time < @until and time >= @time and (time > @time or event_id > @id or (event_id = @id and account > @account))
            order by time, event_id, account limit @most
            """,
            values).ToList();
    }

    // Of few rows at once, so that a statement never has too many values.
    private ILookup<(string, string), AuditFinding> FindingsOf(List<JudgedRow> page)
    {
        if (page.Count == 0)
        {
            return Array.Empty<AuditFinding>().ToLookup(_ => ("", ""));
        }

        return connection.Query<AuditFindingRow>(
            $"select {AuditFindingRow.Columns} from {AuditFindingRow.From} where f.time >= @from and f.time <= @to order by f.time, f.id",
            new { from = page[0].Time, to = page[^1].Time })
            .Select(row => row.ToFinding(teams))
            .ToLookup(found => (found.Finding.Event.Id, found.Finding.Event.Account ?? ""));
    }
}
