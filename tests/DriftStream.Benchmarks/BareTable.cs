using System.Data;
using System.Data.Common;
using DriftStream.Ledger;

namespace DriftStream.Benchmarks;

/// <summary>A table of the ledger with its key and nothing else, and the rows that go into it.</summary>
/// <param name="name">The name of the ledger's table.</param>
/// <param name="columns">Its columns and their types.</param>
/// <param name="rows">The rows.</param>
internal sealed class BareTable(string name, IReadOnlyList<(string Name, string Type)> columns, IReadOnlyList<object[]> rows)
{
    private readonly string _bare = name == "bare" ? name : $"bare_{name}";

    /// <summary>The rows, each with a value for each column.</summary>
    public IReadOnlyList<object[]> Rows => rows;

    /// <summary>The rows that the events of a run left in a table of the ledger.</summary>
    public static BareTable Of(DbConnection connection, string name, string run)
    {
        using var command = connection.CreateCommand();
        command.CommandText = name switch
        {
            "processed_event" or "finding" or "deviation" => $"select * from {name} where event_id like '{run}-%'",
            "drift" => $"select * from drift where last_event like '{run}-%'",
            "alert" => $"select a.* from alert a join finding f on f.id = a.finding_id where f.event_id like '{run}-%'",
            "audit" => $"select * from audit where subject like '{run}-%'",
            _ => $"select * from {name}",
        };
        using var reader = command.ExecuteReader();
        List<(string, string)> columns = [.. Enumerable.Range(0, reader.FieldCount).Select(i => (reader.GetName(i), reader.GetDataTypeName(i).ToLowerInvariant()))];
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return new(name, columns, rows);
    }

    /// <summary>Makes the empty table.</summary>
    public void Make(DbConnection connection)
    {
        var key = name switch
        {
            "processed_event" => "event_id, account",
            "deviation" => "state, lineage, address, position",
            "deviation_turn" => "state, lineage, address",
            "audit" => "number",
            "alert" => "id, sink, channel",
            _ => "id",
        };
        Run(connection, $"drop table if exists {_bare}");
        Run(connection, $"create table {_bare} ({string.Join(", ", columns.Select(c => $"{c.Name} {c.Type}"))}, primary key ({key}))");
    }

    /// <summary>The rows that belong to some of the events. Where only some have any, they are spread over all.</summary>
    public object[][] Share(int first, int end, int events)
    {
        var (from, until) = ((int)((long)rows.Count * first / events), (int)((long)rows.Count * end / events));
        return [.. rows.Skip(from).Take(until - from)];
    }

    /// <summary>A statement that inserts one row, prepared.</summary>
    public DbCommand Inserting(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = $"insert into {_bare} values ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        foreach (var (index, column) in columns.Index())
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"p{index}";
            parameter.DbType = column.Type switch { "bigint" => DbType.Int64, "bytea" => DbType.Binary, _ => DbType.String };
            parameter.Value = DBNull.Value;
            command.Parameters.Add(parameter);
        }

        command.Prepare();
        return command;
    }

    /// <summary>The statement in the form in which the ledger writes.</summary>
    public RowText Text() => RowText.Insert(_bare, columns.Select(c => c.Name), [.. columns.Select((c, i) => Column(c.Type, i))]);

    /// <summary>Runs a statement.</summary>
    public static void Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static RowColumn Column(string type, int place) => type switch
    {
        "bigint" => new($"p{place}", null, row => ((object[])row)[place] as long?, null),
        "bytea" => new($"p{place}", null, null, row => ((object[])row)[place] as byte[]),
        _ => new($"p{place}", row => ((object[])row)[place] as string, null, null),
    };
}
