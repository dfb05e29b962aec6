using System.Collections.Immutable;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Ledger;
using DriftStream.Ledger.Lives;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace DriftStream.Benchmarks;

/// <summary>How many events a second the ledger commits as shipped, and how many bare inserts of the same rows would be.</summary>
internal static class LedgerRate
{
    private const int Callers = 128;
    private const int Addresses = 5000;
    private static readonly string[] Tables = ["processed_event", "finding", "drift", "deviation", "deviation_turn", "alert", "audit"];
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly IReadOnlyList<AlertTarget> Places = [new("slack", "")];

    private static readonly Actor Alice = new(
        "alice@example.com", ActorKind.Human, ActorVia.Console, "AssumedRole", "arn:aws:sts::111122223333:assumed-role/Admin/alice@example.com",
        "111122223333", "Admin", "203.0.113.7", "Mozilla/5.0", true, Confidence.Certain);

    /// <summary>Measures rounds of all in turn and prints the least ratios.</summary>
    public static async Task RunAsync(string url, int events, int rounds)
    {
        var database = new LedgerDatabase(Options.Create(new LedgerOptions { Url = url, AuditKey = new(new string('k', 32)) }), TimeProvider.System);
        var (toOne, toRows, bytes) = (new List<double>(), new List<double>(), 0L);
        // The first round only warms up.
        for (var round = 0; round <= rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            var shipped = await ShippedAsync(database, $"r{round}", events);
            var work = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / events;
            using var connection = database.OpenForWriting();
            var rows = Tables.ToDictionary(table => table, table => Rows(connection, table, $"r{round}"));
            bytes = rows.Values.SelectMany(list => list).Sum(row => row.Sum(SizeOf)) / events;
            var one = BareRow(connection, events, (int)bytes);
            var each = BareRows(connection, rows, events);
            if (round == 0)
            {
                continue;
            }

            toOne.Add(shipped / one);
            toRows.Add(shipped / each);
            Console.WriteLine(Line(
                $"round {round}: shipped {shipped:F0}/s ({work:F0} µs of processor each), one bare row each {one:F0}/s, the same rows bare {each:F0}/s; ratios {shipped / one:F2} and {shipped / each:F2}"));
        }

        Console.WriteLine(Line($"{database.Place}: {bytes} bytes an event; least ratio to one bare row {toOne.Min():F2} (median {Median(toOne):F2}), to the same rows {toRows.Min():F2} (median {Median(toRows):F2})"));
    }

    private static async Task<double> ShippedAsync(LedgerDatabase database, string run, int events)
    {
        var changes = Enumerable.Range(0, events).Select(i => Event(run, i)).ToList();
        using var writer = new LedgerWriter(
            database, new EntryComposer(Judge, _ => Places, new(Options.Create(new HoldOptions()), new NoApplyWindows()), TimeProvider.System), new(), new(), NullLogger<LedgerWriter>.Instance);
        await writer.StartAsync(CancellationToken.None);
        var next = -1;
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            int mine;
            while ((mine = Interlocked.Increment(ref next)) < events)
            {
                await writer.RecordAsync(changes[mine], CancellationToken.None);
            }
        })));
        var rate = events / Stopwatch.GetElapsedTime(began).TotalSeconds;
        await writer.StopAsync(CancellationToken.None);
        return rate;
    }

    // One row of the same bytes for each event, in a table that has nothing but a key: what the engine can do at all.
    private static double BareRow(DbConnection connection, int events, int bytes)
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
        var began = Stopwatch.GetTimestamp();
        foreach (var group in rows.Chunk(LedgerWriter.GroupLimit))
        {
            using var transaction = connection.BeginTransaction();
            foreach (var row in group)
            {
                Insert(command, transaction, row);
            }

            transaction.Commit();
        }

        return events / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static byte[] Body(Random random, int bytes)
    {
        var body = new byte[bytes];
        random.NextBytes(body);
        return body;
    }

    private static double Median(List<double> ratios) => ratios.Order().ElementAt(ratios.Count / 2);

    // Each row on its own through a prepared statement, as a program without any thought would write them.
    private static double BareRows(DbConnection connection, Dictionary<string, List<object[]>> rows, int events)
    {
        Tables.ToList().ForEach(table => Run(connection, $"drop table if exists bare_{table}"));
        var commands = Tables.ToDictionary(table => table, table => Inserting(connection, table));
        var began = Stopwatch.GetTimestamp();
        for (var first = 0; first < events; first += LedgerWriter.GroupLimit)
        {
            using var transaction = connection.BeginTransaction();
            for (var i = first; i < Math.Min(first + LedgerWriter.GroupLimit, events); i++)
            {
                foreach (var table in Tables.Where(table => i < rows[table].Count))
                {
                    Insert(commands[table], transaction, rows[table][i]);
                }
            }

            transaction.Commit();
        }

        return events / Stopwatch.GetElapsedTime(began).TotalSeconds;
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

    private static Judgement Judge(CloudTrailEvent change, DeviationBook book, SessionBook sessions)
    {
        var second = (int)(change.Time - Noon).TotalSeconds;
        var address = new DriftAddress("prod", "lineage-1", $"module.data[{second % Addresses}].aws_s3_bucket.data");
        var drift = book.Of(address).Find(d => d.IsOpen)?.Drift ?? "D-" + change.Id;
        var added = new Change("tags.drift", Value.Null, Value.Of("spotted"));
        var finding = new Finding(
            Verdict.Drift, Severity.Low, drift, new(change.Id, change.Time, change.Source, change.Name, change.Account, change.Region), Alice,
            new(address.Address, "aws_s3_bucket", "acme-data", address.State, null), [added], "PutBucketTagging added a tag that the state does not hold");
        var deviation = new Deviation("tags.drift", "", Value.Null, Value.Of("spotted"), false, change.Time, change.Id, drift, true);
        return new([finding], [address], book.With(address, ImmutableList.Create(deviation)), []);
    }

    private static CloudTrailEvent Event(string run, int i)
    {
        var id = $"{run}-{i:000000}-5b92-4f70-8c4d-7f1a2b935d33";
        return new()
        {
            Id = id,
            Time = Noon.AddSeconds(i),
            Source = "s3.amazonaws.com",
            Name = "PutBucketTagging",
            Operation = "PutBucketTagging",
            Account = "111122223333",
            Region = "eu-west-1",
            IsReadOnly = false,
            Identity = new(),
            Request = Value.Null,
            Response = Value.Null,
            Details = Value.Null,
            Resources = [],
            Record = Samples.Matched,
        };
    }
}
