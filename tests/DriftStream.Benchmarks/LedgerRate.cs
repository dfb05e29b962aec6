using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using DriftStream.Ledger;
using DriftStream.Ledger.Lives;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace DriftStream.Benchmarks;

/// <summary>How many events a second the ledger commits as shipped, and how many bare inserts of the same rows would be.</summary>
internal static class LedgerRate
{
    private const int Callers = 128;
    private static readonly string[] Tables = ["processed_event", "finding", "drift", "deviation", "deviation_turn", "alert", "audit"];
    private static readonly IReadOnlyList<AlertTarget> Places = [new("slack", "")];

    /// <summary>Measures rounds of all in turn, for each mix of events, and prints the least ratios.</summary>
    public static async Task RunAsync(string url, int events, int rounds)
    {
        var database = new LedgerDatabase(Options.Create(new LedgerOptions { Url = url, AuditKey = new(new string('k', 32)) }), TimeProvider.System);
        foreach (var mix in LedgerMix.All)
        {
            var measured = new List<Round>();
            // The first round only warms up.
            for (var round = 0; round <= rounds; round++)
            {
                var one = await MeasureAsync(database, mix, $"{mix.Letter}{round}", events);
                if (round > 0)
                {
                    measured.Add(one);
                    Console.WriteLine(Line(
                        $"round {round}: shipped {one.Shipped}, one bare row each {one.BareRow}, the same rows bare {one.BareRows}; ratios {one.ToRow:F2} and {one.ToRows:F2}"));
                }
            }

            Console.WriteLine(Line(
                $"{database.Place}, {mix.Name}: {measured[0].Bytes} bytes an event; least ratio to one bare row {measured.Min(one => one.ToRow):F2} (median {Median(measured.Select(one => one.ToRow)):F2}), to the same rows {measured.Min(one => one.ToRows):F2} (median {Median(measured.Select(one => one.ToRows)):F2})"));
        }
    }

    private static async Task<Round> MeasureAsync(LedgerDatabase database, LedgerMix mix, string run, int events)
    {
        var shipped = await ShippedAsync(database, mix, run, events);
        using var connection = database.OpenForWriting();
        var rows = Tables.ToDictionary(table => table, table => Rows(connection, table, run));
        var bytes = rows.Values.SelectMany(list => list).Sum(row => row.Sum(SizeOf)) / events;
        return new(shipped, bytes, BareRow(connection, events, (int)bytes), BareRows(connection, rows, events));
    }

    private static async Task<Rate> ShippedAsync(LedgerDatabase database, LedgerMix mix, string run, int events)
    {
        var changes = Enumerable.Range(0, events).Select(i => LedgerMix.Event(run, i)).ToList();
        using var writer = new LedgerWriter(
            database, new EntryComposer(mix.Judge, _ => Places, new(Options.Create(new HoldOptions()), new NoApplyWindows()), TimeProvider.System), new(), new(), NullLogger<LedgerWriter>.Instance);
        await writer.StartAsync(CancellationToken.None);
        var next = -1;
        var clock = new RateClock(events);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            int mine;
            while ((mine = Interlocked.Increment(ref next)) < events)
            {
                await writer.RecordAsync(changes[mine], CancellationToken.None);
            }
        })));
        var rate = clock.Stop();
        await writer.StopAsync(CancellationToken.None);
        return rate;
    }

    // One row of the same bytes for each event, in a table that has nothing but a key: what the engine can do at all.
    private static Rate BareRow(DbConnection connection, int events, int bytes)
    {
        Run(connection, "drop table if exists bare");
        Run(connection, "create table bare (id bigint primary key, body bytea)");
        using var command = connection.CreateCommand();
        command.CommandText = "insert into bare values (@p0, @p1)";
        foreach (var type in new[] { System.Data.DbType.Int64, System.Data.DbType.Binary })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.DbType, parameter.Value) = ($"p{command.Parameters.Count}", type, DBNull.Value);
            command.Parameters.Add(parameter);
        }

        command.Prepare();
        var random = new Random(1);
        object[][] rows = [.. Enumerable.Range(0, events).Select(i => new object[] { (long)i, Body(random, bytes) })];
        var clock = new RateClock(events);
        foreach (var group in rows.Chunk(TurnGroup.Limit))
        {
            using var transaction = connection.BeginTransaction();
            foreach (var row in group)
            {
                Insert(command, transaction, row);
            }

            transaction.Commit();
        }

        return clock.Stop();
    }

    private static byte[] Body(Random random, int bytes)
    {
        var body = new byte[bytes];
        random.NextBytes(body);
        return body;
    }

    private static double Median(IEnumerable<double> ratios) => ratios.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    // Each row on its own through a prepared statement, as a program without any thought would write them.
    private static Rate BareRows(DbConnection connection, Dictionary<string, List<object[]>> rows, int events)
    {
        Tables.ToList().ForEach(table => Run(connection, $"drop table if exists bare_{table}"));
        var commands = Tables.ToDictionary(table => table, table => Inserting(connection, table));
        var clock = new RateClock(events);
        for (var first = 0; first < events; first += TurnGroup.Limit)
        {
            using var transaction = connection.BeginTransaction();
            for (var i = first; i < Math.Min(first + TurnGroup.Limit, events); i++)
            {
                foreach (var table in Tables)
                {
                    // Rows that only some events have are spread over all.
                    var (from, until) = ((long)rows[table].Count * i / events, (long)rows[table].Count * (i + 1) / events);
                    for (var row = from; row < until; row++)
                    {
                        Insert(commands[table], transaction, rows[table][(int)row]);
                    }
                }
            }

            transaction.Commit();
        }

        return clock.Stop();
    }

    private static void Insert(DbCommand command, DbTransaction transaction, object[] row)
    {
        command.Transaction = transaction;
        for (var i = 0; i < row.Length; i++)
        {
            command.Parameters[i].Value = row[i];
        }

        command.ExecuteNonQuery();
    }

    // A table with the same columns and a key, and nothing else: no other index, no check, no reference.
    private static DbCommand Inserting(DbConnection connection, string table)
    {
        using var schema = connection.CreateCommand();
        schema.CommandText = $"select * from {table} limit 0";
        using var reader = schema.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(i => (Name: reader.GetName(i), Type: reader.GetDataTypeName(i).ToLowerInvariant())).ToList();
        reader.Close();
        var key = table switch
        {
            "processed_event" => "event_id, account",
            "deviation" => "state, lineage, address, position",
            "deviation_turn" => "state, lineage, address",
            "audit" => "number",
            "alert" => "id, sink, channel",
            _ => "id",
        };
        Run(connection, $"create table bare_{table} ({string.Join(", ", columns.Select(c => $"{c.Name} {c.Type}"))}, primary key ({key}))");
        var command = connection.CreateCommand();
        command.CommandText = $"insert into bare_{table} values ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        foreach (var (index, column) in columns.Index())
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"p{index}";
            parameter.DbType = column.Type switch { "bigint" => System.Data.DbType.Int64, "bytea" => System.Data.DbType.Binary, _ => System.Data.DbType.String };
            parameter.Value = DBNull.Value;
            command.Parameters.Add(parameter);
        }

        command.Prepare();
        return command;
    }

    private static List<object[]> Rows(DbConnection connection, string table, string run)
    {
        using var command = connection.CreateCommand();
        command.CommandText = table switch
        {
            "processed_event" or "finding" or "deviation" => $"select * from {table} where event_id like '{run}-%'",
            "drift" => $"select * from drift where last_event like '{run}-%'",
            "alert" => $"select a.* from alert a join finding f on f.id = a.finding_id where f.event_id like '{run}-%'",
            "audit" => $"select * from audit where subject like '{run}-%'",
            _ => $"select * from {table}",
        };
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    private static void Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long SizeOf(object value) => value switch { string text => Encoding.UTF8.GetByteCount(text), byte[] bytes => bytes.Length, DBNull => 0, _ => 8 };

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Round(Rate Shipped, long Bytes, Rate BareRow, Rate BareRows)
    {
        public double ToRow => Shipped.PerSecond / BareRow.PerSecond;

        public double ToRows => Shipped.PerSecond / BareRows.PerSecond;
    }

    // Processor time is this process's: on a machine that others use too, it says more than the time on the wall.
    private sealed record Rate(double PerSecond, double Work)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PerSecond:F0}/s ({Work:F0} µs of processor each)");
    }

    private sealed class RateClock(int events)
    {
        private readonly long _began = Stopwatch.GetTimestamp();
        private readonly TimeSpan _work = Environment.CpuUsage.TotalTime;

        public Rate Stop() => new(events / Stopwatch.GetElapsedTime(_began).TotalSeconds, (Environment.CpuUsage.TotalTime - _work).TotalMicroseconds / events);
    }
}
