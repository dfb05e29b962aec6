using System.Data;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DriftStream.Ledger.Engines;

/// <summary>Writes rows to a file, with statements that are parsed once for a connection and given their values directly.</summary>
/// <remarks>ADO.NET looks each parameter up by its name for each row, which takes as long as writing the row.</remarks>
internal sealed class SqliteRows
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<RowText, sqlite3_stmt> _statements = [];
    private byte[] _text = new byte[4096];

    /// <summary>Writes through a connection until that is closed.</summary>
    public SqliteRows(SqliteConnection connection)
    {
        _connection = connection;
        connection.StateChange += Changed;
    }

    /// <summary>Writes rows in their order, in the transaction that is open.</summary>
    public void Write(IReadOnlyList<PendingRows> pending)
    {
        foreach (var (text, rows) in pending)
        {
            var statement = StatementFor(text);
            foreach (var row in rows)
            {
                Write(statement, text.Columns, row);
            }
        }
    }

    private void Write(sqlite3_stmt statement, IReadOnlyList<RowColumn> columns, object row)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            Check(Bind(statement, i + 1, columns[i], row));
        }

        var outcome = raw.sqlite3_step(statement);
        try
        {
            Check(outcome == raw.SQLITE_DONE ? raw.SQLITE_OK : outcome);
        }
        finally
        {
            // Its code is that of the step.
            raw.sqlite3_reset(statement);
        }
    }

    private int Bind(sqlite3_stmt statement, int number, RowColumn column, object row) =>
        column.Number is { } read ? read(row) is { } value ? raw.sqlite3_bind_int64(statement, number, value) : raw.sqlite3_bind_null(statement, number)
        : column.Text is { } text ? BindText(statement, number, text(row))
        : column.Bytes!(row) is { } bytes ? raw.sqlite3_bind_blob(statement, number, bytes)
        : raw.sqlite3_bind_null(statement, number);

    private int BindText(sqlite3_stmt statement, int number, string? text)
    {
        if (text is null)
        {
            return raw.sqlite3_bind_null(statement, number);
        }

        // No bytes would be taken for no text.
        if (text.Length == 0)
        {
            return raw.sqlite3_bind_text(statement, number, "");
        }

        if (Encoding.UTF8.GetMaxByteCount(text.Length) is var most && most > _text.Length)
        {
            _text = new byte[most];
        }

        return raw.sqlite3_bind_text(statement, number, _text.AsSpan(0, Encoding.UTF8.GetBytes(text, _text)));
    }

    private sqlite3_stmt StatementFor(RowText text)
    {
        if (!_statements.TryGetValue(text, out var statement))
        {
            Check(raw.sqlite3_prepare_v3(_connection.Handle!, text.Sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
            _statements[text] = statement;
        }

        return statement;
    }

    private void Check(int outcome) => SqliteException.ThrowExceptionForRC(outcome, _connection.Handle);

    // A file is only closed when its statements are gone.
    private void Changed(object sender, StateChangeEventArgs change)
    {
        if (change.CurrentState == ConnectionState.Closed)
        {
            _statements.Values.ToList().ForEach(statement => statement.Dispose());
            _statements.Clear();
        }
    }
}
