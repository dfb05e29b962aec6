using System.Data.Common;
using Dapper;

namespace DriftStream.Ledger.Integrity;

/// <summary>Reads findings some at a time, each time from where the last ones ended: nothing is sorted as a whole, and memory does not grow with the ledger.</summary>
internal sealed class FindingBatches(FindingConditions conditions, AuditDetail detail, AuditOrder order, DbConnection connection)
{
    private const int First = 200;
    private const int Most = 2000;

    /// <summary>The rows, in order.</summary>
    public IEnumerable<AuditFindingRow> Read()
    {
        var most = First;
        for (AuditFindingRow? last = null; ;)
        {
            var batch = Batch(last, most);
            foreach (var row in batch)
            {
                yield return row;
            }

            if (batch.Count < most)
            {
                yield break;
            }

            (last, most) = (batch[^1], Most);
        }
    }

    private List<AuditFindingRow> Batch(AuditFindingRow? last, int most)
    {
        var values = new DynamicParameters(conditions.Values);
        values.Add("most", most);
        values.Add("lastTime", last?.Time);
        values.Add("lastNumber", last?.Number);
        var (columns, tables) = detail == AuditDetail.Proof ? (AuditFindingRow.ProofColumns, AuditFindingRow.FromWithProof) : (AuditFindingRow.Columns, AuditFindingRow.From);
        var (sorted, after) = order switch
        {
            AuditOrder.FirstHappened => ("f.time, f.id", "(f.time, f.id) > (@lastTime, @lastNumber)"),
            AuditOrder.LastHappened => ("f.time desc, f.id desc", "(f.time, f.id) < (@lastTime, @lastNumber)"),
            _ => ("f.id desc", "f.id < @lastNumber"),
        };
        return connection.Query<AuditFindingRow>(
            $"select {columns} from {tables} where {conditions.Sql}{(last is null ? "" : $" and {after}")} order by {sorted} limit @most", values).ToList();
    }
}

/// <summary>In which order findings are read.</summary>
internal enum AuditOrder
{
    /// <summary>The first event first.</summary>
    FirstHappened,

    /// <summary>The last event first.</summary>
    LastHappened,

    /// <summary>The last recorded first.</summary>
    NewestRecorded,
}
