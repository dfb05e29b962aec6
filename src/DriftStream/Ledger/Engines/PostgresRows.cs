using System.Data.Common;
using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;

namespace DriftStream.Ledger.Engines;

/// <summary>Writes rows to a server: one statement for all rows of a kind, and all statements in one message.</summary>
internal static partial class PostgresRows
{
    /// <summary>Writes rows in their order.</summary>
    public static void Write(DbConnection connection, DbTransaction transaction, IReadOnlyList<PendingRows> pending)
    {
        using var batch = new NpgsqlBatch((NpgsqlConnection)connection, (NpgsqlTransaction)transaction);
        foreach (var (text, rows) in pending)
        {
            if (text.Together is { } together)
            {
                Add(batch, together, text, column => Together(column, rows));
            }
            else
            {
                foreach (var row in rows)
                {
                    Add(batch, text.Sql, text, column => Alone(column, row));
                }
            }
        }

        batch.ExecuteNonQuery();
    }

    /// <summary>The text as PostgreSQL can hold it: with the character for the unreadable in place of NUL, which it refuses in texts and, escaped, in JSON.</summary>
    public static string Holdable(string text)
    {
        var plain = text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', '\uFFFD') : text;
        return plain.Contains("\\u0000", StringComparison.Ordinal) ? EscapedNul().Replace(plain, "$1\\ufffd") : plain;
    }

    private static void Add(NpgsqlBatch batch, string sql, RowText text, Func<RowColumn, NpgsqlParameter> parameter)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var column in text.Columns)
        {
            command.Parameters.Add(parameter(column));
        }

        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter Together(RowColumn column, IReadOnlyList<object> rows) =>
        column.Text is { } text ? Typed(NpgsqlDbType.Array | NpgsqlDbType.Text, All(rows, row => text(row) is { } value ? Holdable(value) : null))
        : column.Bytes is { } bytes ? Typed(NpgsqlDbType.Array | NpgsqlDbType.Bytea, All(rows, bytes))
        : Typed(NpgsqlDbType.Array | NpgsqlDbType.Bigint, All(rows, column.Number!));

    private static T[] All<T>(IReadOnlyList<object> rows, Func<object, T> read)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = read(rows[i]);
        }

        return values;
    }

    private static NpgsqlParameter Alone(RowColumn column, object row) =>
        column.Text is { } text ? Typed(NpgsqlDbType.Text, text(row) is { } value ? Holdable(value) : DBNull.Value, column.Name)
        : column.Bytes is { } bytes ? Typed(NpgsqlDbType.Bytea, bytes(row) ?? (object)DBNull.Value, column.Name)
        : Typed(NpgsqlDbType.Bigint, column.Number!(row) ?? (object)DBNull.Value, column.Name);

    // The type is given for nulls too, as a statement is prepared once for each set of types.
    private static NpgsqlParameter Typed(NpgsqlDbType type, object value, string name = "") => new() { NpgsqlDbType = type, Value = value, ParameterName = name };

    // An even number of backslashes before it stands for backslashes; then this one begins an escape.
    [GeneratedRegex(@"(?<!\\)((?:\\\\)*)\\u0000")]
    private static partial Regex EscapedNul();
}
