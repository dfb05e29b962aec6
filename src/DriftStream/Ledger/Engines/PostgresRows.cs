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
                Add(batch, together, text, parameter => Column(text, parameter, rows));
            }
            else
            {
                foreach (var row in rows)
                {
                    Add(batch, text.Sql, text, parameter => Cell(text, parameter, row));
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

    private static void Add(NpgsqlBatch batch, string sql, RowText text, Func<int, NpgsqlParameter> parameter)
    {
        var command = new NpgsqlBatchCommand(sql);
        for (var i = 0; i < text.Names.Count; i++)
        {
            command.Parameters.Add(parameter(i));
        }

        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter Column(RowText text, int parameter, IReadOnlyList<object> rows)
    {
        var type = text.TypeOf(parameter);
        return type == typeof(string) ? Typed(NpgsqlDbType.Array | NpgsqlDbType.Text, rows.Select(row => text.ValueOf(row, parameter) is string s ? Holdable(s) : null).ToArray())
            : type == typeof(byte[]) ? Typed(NpgsqlDbType.Array | NpgsqlDbType.Bytea, rows.Select(row => (byte[]?)text.ValueOf(row, parameter)).ToArray())
            : Typed(NpgsqlDbType.Array | NpgsqlDbType.Bigint, rows.Select(row => (long?)text.ValueOf(row, parameter)).ToArray());
    }

    private static NpgsqlParameter Cell(RowText text, int parameter, object row)
    {
        var (name, type, value) = (text.Names[parameter], text.TypeOf(parameter), text.ValueOf(row, parameter));
        return type == typeof(string) ? Typed(NpgsqlDbType.Text, value is string s ? Holdable(s) : DBNull.Value, name)
            : type == typeof(byte[]) ? Typed(NpgsqlDbType.Bytea, value ?? DBNull.Value, name)
            : Typed(NpgsqlDbType.Bigint, value ?? DBNull.Value, name);
    }

    // The type is given for nulls too, as a statement is prepared once for each set of types.
    private static NpgsqlParameter Typed(NpgsqlDbType type, object value, string name = "") => new() { NpgsqlDbType = type, Value = value, ParameterName = name };

    // An even number of backslashes before it stands for backslashes; then this one begins an escape.
    [GeneratedRegex(@"(?<!\\)((?:\\\\)*)\\u0000")]
    private static partial Regex EscapedNul();
}
