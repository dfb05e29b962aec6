using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DriftStream.Ledger.Engines;

/// <summary>Writes rows to a file, with statements that are parsed once for a connection and bound by number: the driver looks each parameter up by name for each row.</summary>
internal sealed class SqliteRows(SqliteConnection connection)
{
    private readonly sqlite3 _file = connection.Handle!;
    private readonly Dictionary<RowText, sqlite3_stmt> _statements = [];
    private byte[] _bytes = new byte[4096];

    /// <summary>Writes rows in their order, inside the connection's transaction.</summary>
    public void Write(IReadOnlyList<PendingRows> pending)
    {
        foreach (var (text, rows) in pending)
        {
            var statement = StatementFor(text);
            foreach (var row in rows)
            {
                Write(statement, text, row);
            }
        }
    }

    private void Write(sqlite3_stmt statement, RowText text, object row)
    {
        for (var i = 0; i < text.Names.Count; i++)
        {
            Check(Bind(statement, i + 1, text.ValueOf(row, i)));
        }

        var done = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        Check(done == raw.SQLITE_DONE ? raw.SQLITE_OK : done);
    }

    private int Bind(sqlite3_stmt statement, int number, object? value)
    {
        switch (value)
        {
            case null:
                return raw.sqlite3_bind_null(statement, number);
            case string text:
                var room = Encoding.UTF8.GetMaxByteCount(text.Length);
                _bytes = room <= _bytes.Length ? _bytes : new byte[room];
                return raw.sqlite3_bind_text(statement, number, _bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, _bytes)));
            case byte[] bytes:
                return raw.sqlite3_bind_blob(statement, number, bytes);
            default:
                return raw.sqlite3_bind_int64(statement, number, (long)value);
        }
    }

    private sqlite3_stmt StatementFor(RowText text)
    {
        if (!_statements.TryGetValue(text, out var statement))
        {
            Check(raw.sqlite3_prepare_v2(_file, text.Sql, out statement));
            // Parameters get their numbers in the order in which the text names them.
            for (var i = 0; i < text.Names.Count; i++)
            {
                if (raw.sqlite3_bind_parameter_index(statement, $"@{text.Names[i]}") != i + 1)
                {
                    throw new InvalidOperationException($"The statement \"{text.Sql}\" does not name its parameters in their order.");
                }
            }

            _statements[text] = statement;
        }

        return statement;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _file);
}
