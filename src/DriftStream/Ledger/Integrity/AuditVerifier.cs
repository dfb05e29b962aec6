using System.Data.Common;
using Dapper;

namespace DriftStream.Ledger.Integrity;

/// <summary>Goes through the whole chain and compares it with what the ledger holds, as of one moment.</summary>
/// <param name="database">The ledger.</param>
/// <param name="keys">The keys that its rows may have been made with.</param>
internal sealed class AuditVerifier(LedgerDatabase database, IReadOnlyList<AuditKey> keys)
{
    /// <summary>Verifies everything; nothing is written.</summary>
    /// <param name="heads">Heads that were noted elsewhere.</param>
    /// <exception cref="LedgerUnavailableException">There is no ledger, or it cannot be read.</exception>
    public AuditReport Verify(IReadOnlyList<AuditHead> heads)
    {
        using var connection = database.OpenForReading();
        try
        {
            using var moment = database.Snapshot(connection);
            return Verify(heads, connection, moment);
        }
        catch (DbException failure)
        {
            throw database.ExplainReading(failure);
        }
    }

    private AuditReport Verify(IReadOnlyList<AuditHead> heads, DbConnection connection, DbTransaction moment)
    {
        var faults = new FaultList();
        AuditRow? last = null;
        var walk = new ChainWalk(keys, heads, checkpoint: null, faults);
        try
        {
            var checkpoint = LastCheckpoint(connection, moment) is { } body ? AuditJson.Read(body, AuditJson.Default.AuditCheckpoint) : null;
            walk = new ChainWalk(keys, heads, checkpoint, faults);
            foreach (var page in AuditPage.ReadAfter(0, long.MaxValue, connection, moment))
            {
                foreach (var row in page.All)
                {
                    walk.Take(row, page.EventOf(row), page.FindingsOf(row));
                    last = row;
                }
            }

            walk.End();
            new Inventory(walk, faults, connection, moment).Check();
        }
        catch (Exception altered) when (ForeignValue.Caused(altered))
        {
            faults.Add(ForeignValue.Fault(altered, last));
        }

        return walk.Report();
    }

    private static string? LastCheckpoint(DbConnection connection, DbTransaction moment) => connection.QueryFirstOrDefault<string>(
        "select body from audit where kind = 'retired' and kind in ('begin', 'retired') order by number desc limit 1", transaction: moment);
}
