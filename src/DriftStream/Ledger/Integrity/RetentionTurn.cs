using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace DriftStream.Ledger.Integrity;

/// <summary>Removes the oldest rows of the chain and what they stand for, in one turn, and leaves a checkpoint from which verification goes on.</summary>
/// <remarks>Kept are the row that begins the chain, and whatever open drifts, waiting alerts or later findings still need.</remarks>
internal sealed class RetentionTurn(LedgerTurn turn)
{
    private readonly DbConnection _connection = turn.Connection;
    private readonly DbTransaction _transaction = turn.Transaction;

    /// <summary>Removes what was written before a moment, as far as one turn should take.</summary>
    /// <param name="before">The first moment that stays.</param>
    /// <param name="most">How many rows of the chain one turn takes.</param>
    public Removal Remove(DateTimeOffset before, int most)
    {
        var checkpoint = LastCheckpoint();
        var (from, end) = (checkpoint?.Through ?? 0, LastBefore(before));
        var through = Math.Min(end, from + most);
        if (through <= from)
        {
            return new(0, HasMore: false);
        }

        var page = AuditPage.Read(0, through, int.MaxValue, _connection, _transaction);
        var needs = new RetentionNeeds(page, _connection, _transaction);
        var kept = page.All.Where(needs.Needs).Select(row => new KeptLink(row.Number, PreviousOf(row, page, checkpoint))).ToList();
        var removed = page.All.Where(row => !needs.Needs(row)).ToList();
        Delete(removed, page, needs.SpentDrifts);
        var left = new AuditCheckpoint(through, page.All[^1].Link, kept);
        turn.Note(AuditKind.Retired, "", JsonSerializer.Serialize(left, AuditJson.Default.AuditCheckpoint));
        return new(removed.Count(row => row.Kind == AuditKind.Event), through < end);
    }

    private AuditCheckpoint? LastCheckpoint() => _connection.QueryFirstOrDefault<string>(
        "select body from audit where kind = 'retired' and kind in ('begin', 'retired') order by number desc limit 1", transaction: _transaction) is { } body
            ? AuditJson.Read(body, AuditJson.Default.AuditCheckpoint)
            : null;

    private long LastBefore(DateTimeOffset before) => _connection.QueryFirstOrDefault<long?>(
        "select number from audit where at >= @at order by number limit 1", new { at = before.ToUnixTimeMilliseconds() }, _transaction) is { } first
            ? first - 1
            : turn.Head.Number;

    private static string PreviousOf(AuditRow row, AuditPage page, AuditCheckpoint? checkpoint) =>
        checkpoint?.Kept.FirstOrDefault(kept => kept.Number == row.Number)?.Previous
        ?? (row.Number == checkpoint?.Through + 1 ? checkpoint!.Link : null)
        ?? page.All.FirstOrDefault(other => other.Number == row.Number - 1)?.Link
        ?? "";

    private void Delete(List<AuditRow> rows, AuditPage page, IReadOnlyCollection<string> drifts)
    {
        var findings = rows.SelectMany(row => page.FindingsOf(row)).Select(finding => new { finding.Id }).ToList();
        Run("delete from alert where position = @Id and finding_id = @Id", findings);
        Run("delete from finding where id = @Id", findings);
        Run("delete from hold where event_id = @Subject and account = @Account", rows.Where(row => row.Kind == AuditKind.Event));
        Run("delete from processed_event where event_id = @Subject and account = @Account", rows.Where(row => row.Kind == AuditKind.Event));
        Run("delete from decision where drift_id = @id", drifts.Select(id => new { id }));
        Run($"delete from alert where {DriftRow.Has("@id")}", drifts.Select(id => new { id }));
        Run("delete from drift where id = @id", drifts.Select(id => new { id }));
        Run("delete from audit where number = @Number", rows);
    }

    private void Run(string sql, IEnumerable<object> values) => _connection.Execute(sql, values, _transaction);
}

/// <summary>What one turn removed.</summary>
/// <param name="Events">How many judged events.</param>
/// <param name="HasMore">Whether another turn is needed.</param>
internal readonly record struct Removal(int Events, bool HasMore);
