using System.Data;
using System.Data.Common;
using System.Text;
using DriftStream.Ledger;

namespace DriftStream.Benchmarks;

/// <summary>What events left in a ledger, written once more into tables with a key and nothing else: no other index, no check, no reference, no chain to make.</summary>
internal sealed class BareLedger
{
    private static readonly string[] Tables = ["processed_event", "finding", "drift", "deviation", "deviation_turn", "alert", "audit"];
    private readonly LedgerDatabase _database;
    private readonly DbConnection _connection;
    private readonly int _events;
    private readonly List<BareTable> _tables;

    /// <summary>Reads what a run left.</summary>
    public BareLedger(LedgerDatabase database, DbConnection connection, string run, int events)
    {
        (_database, _connection, _events) = (database, connection, events);
        _tables = [.. Tables.Select(table => BareTable.Of(connection, table, run))];
        Bytes = _tables.Sum(table => table.Rows.Sum(row => row.Sum(SizeOf))) / events;
    }

    /// <summary>The bytes of one event's rows.</summary>
    public long Bytes { get; }

    /// <summary>One row with as many bytes for each event: what the engine can do at all.</summary>
    public RateClock.Rate OneRow()
    {
        BareTable.Run(_connection, "drop table if exists bare");
        BareTable.Run(_connection, "create table bare (id bigint primary key, body bytea)");
        var random = new Random(1);
        object[][] rows = [.. Enumerable.Range(0, _events).Select(i => new object[] { (long)i, Body(random, (int)Bytes) })];
        var table = new BareTable("bare", [("id", "bigint"), ("body", "bytea")], rows);
        using var command = table.Inserting(_connection);
        return Measure((transaction, first, end) => Insert(command, transaction, rows[first..end]));
    }

    /// <summary>The same rows through statements that are prepared once, as any program writes them.</summary>
    public RateClock.Rate RowByRow()
    {
        _tables.ForEach(table => table.Make(_connection));
        var commands = _tables.ConvertAll(table => (Table: table, Command: table.Inserting(_connection)));
        return Measure((transaction, first, end) => commands.ForEach(c => Insert(c.Command, transaction, c.Table.Share(first, end, _events))));
    }

    /// <summary>The same rows in the way the ledger itself writes: nothing is left of it but the writing.</summary>
    public RateClock.Rate AsShipped()
    {
        _tables.ForEach(table => table.Make(_connection));
        var texts = _tables.ConvertAll(table => (Table: table, Text: table.Text()));
        return Measure((transaction, first, end) => _database.Write(
            _connection,
            transaction,
            [.. texts.Select(t => new PendingRows(t.Text, t.Table.Share(first, end, _events))).Where(pending => pending.Rows.Count > 0)]));
    }

    private RateClock.Rate Measure(Action<DbTransaction, int, int> write)
    {
        var clock = new RateClock(_events);
        for (var first = 0; first < _events; first += TurnGroup.Limit)
        {
            using var transaction = _database.Begin(_connection);
            write(transaction, first, Math.Min(first + TurnGroup.Limit, _events));
            transaction.Commit();
        }

        return clock.Stop();
    }

    private static void Insert(DbCommand command, DbTransaction transaction, IEnumerable<object[]> rows)
    {
        command.Transaction = transaction;
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                command.Parameters[i].Value = row[i];
            }

            command.ExecuteNonQuery();
        }
    }

    private static byte[] Body(Random random, int bytes)
    {
        var body = new byte[bytes];
        random.NextBytes(body);
        return body;
    }

    private static long SizeOf(object value) => value switch { string text => Encoding.UTF8.GetByteCount(text), byte[] bytes => bytes.Length, DBNull => 0, _ => 8 };
}
