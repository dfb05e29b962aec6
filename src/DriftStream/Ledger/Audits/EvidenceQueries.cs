using System.Data.Common;
using Dapper;
using DriftStream.Ledger.Integrity;

namespace DriftStream.Ledger.Audits;

/// <summary>Brings together what the ledger holds about one event.</summary>
internal sealed class EvidenceQueries(LedgerDatabase database, TeamOf? teams = null)
{
    private const int RowsNear = 2000;
    private readonly TeamOf _teams = teams ?? ((_, owner) => owner);

    /// <summary>All about the event; null where the ledger does not know it.</summary>
    public EventDossier? Find(string eventId)
    {
        if (new LedgerQueries(database).FindEvent(eventId) is not { } kept)
        {
            return null;
        }

        return database.Ask(connection =>
        {
            var judged = connection.QueryFirst<JudgedRow>($"select {JudgedRow.Columns} from processed_event where event_id = @eventId order by account", new { eventId });
            var chained = ChainedNear(FirstAt(judged.At, connection), judged, connection) ?? Chained("kind = 'event'", judged, 0, connection);
            var findings = connection.Query<AuditFindingRow>(
                $"select {AuditFindingRow.ProofColumns} from {AuditFindingRow.FromWithProof} where f.time between @Time - 999 and @Time and f.event_id = @EventId and f.account = @Account", new { judged.Time, judged.EventId, judged.Account })
                .OrderBy(row => row.Number).Select(row => row.ToFinding(_teams));
            return new EventDossier(kept, judged, EventEvidence.Read(judged.Evidence), [.. findings], chained, chained is null ? null : Fits(chained, connection));
        });
    }

    // Rows stand in the order of their times, unless the clock was set back.
    private static AuditRow? ChainedNear(long first, JudgedRow judged, DbConnection connection) =>
        Chained("number >= @first and number < @first + @most and kind = 'event'", judged, first, connection);

    private static AuditRow? Chained(string where, JudgedRow judged, long first, DbConnection connection) => connection.QueryFirstOrDefault<AuditRow>(
        $"select {AuditRow.Columns} from audit where {where} and subject = @EventId and account = @Account", new { first, most = RowsNear, judged.EventId, judged.Account });

    private static long FirstAt(long at, DbConnection connection)
    {
        var (low, high) = connection.QuerySingle<(long, long)>("select coalesce((select min(number) from audit), 0), coalesce((select max(number) from audit), 0)");
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = connection.ExecuteScalar<long>("select at from audit where number >= @middle order by number limit 1", new { middle }) < at ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private bool? Fits(AuditRow row, DbConnection connection)
    {
        var previous = row.Number == 1 ? "" : connection.QueryFirstOrDefault<string>("select link from audit where number = @before", new { before = row.Number - 1 });
        if (previous is null || database.AuditKey is not { } key || key.Id != row.KeyId)
        {
            return null;
        }

        var judged = connection.QueryFirstOrDefault<AuditedEvent>($"select {AuditedEvent.Columns} from processed_event p where p.event_id = @Subject and p.account = @Account", new { row.Subject, row.Account });
        var findings = connection.Query<AuditedFinding>(
            $"select {AuditedFinding.Columns} from finding f where f.id >= @FirstFinding and f.id < @end order by f.id", new { row.FirstFinding, end = row.FirstFinding + row.Findings });
        return key.Sign(new AuditForm().Of(previous, row, judged, findings)) == row.Link;
    }
}
