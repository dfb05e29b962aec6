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
    private readonly Dictionary<RowText, Prepared> _statements = [];
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
            var prepared = StatementFor(text);
            foreach (var row in rows)
            {
                Write(prepared, text.Columns, row);
            }
        }
    }

    private void Write(Prepared prepared, IReadOnlyList<RowColumn> columns, object row)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            Bind(prepared, i, columns[i], row);
        }

        var statement = prepared.Statement;
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

    // A statement keeps its values, null at first, and most values of a row are those of the row before.
    private void Bind(Prepared prepared, int place, RowColumn column, object row)
    {
        if (column.Number is { } number)
        {
            if (number(row) is var value && value != prepared.Numbers[place])
            {
                Check(value is { } given ? raw.sqlite3_bind_int64(prepared.Statement, place + 1, given) : raw.sqlite3_bind_null(prepared.Statement, place + 1));
                prepared.Numbers[place] = value;
            }
        }
        else if (column.Text is { } text)
        {
            if (text(row) is var value && value != prepared.Texts[place])
            {
                Check(BindText(prepared.Statement, place + 1, value));
                prepared.Texts[place] = value;
            }
        }
        else
        {
            Check(column.Bytes!(row) is { } bytes ? raw.sqlite3_bind_blob(prepared.Statement, place + 1, bytes) : raw.sqlite3_bind_null(prepared.Statement, place + 1));
        }
    }

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

    private Prepared StatementFor(RowText text)
    {
        if (!_statements.TryGetValue(text, out var prepared))
        {
            Check(raw.sqlite3_prepare_v3(_connection.Handle!, text.Sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
            _statements[text] = prepared = new(statement, new long?[text.Columns.Count], new string?[text.Columns.Count]);
        }

        return prepared;
    }

    private void Check(int outcome) => SqliteException.ThrowExceptionForRC(outcome, _connection.Handle);

    // A file is only closed when its statements are gone.
    private void Changed(object sender, StateChangeEventArgs change)
    {
        if (change.CurrentState == ConnectionState.Closed)
        {
            _statements.Values.ToList().ForEach(prepared => prepared.Statement.Dispose());
            _statements.Clear();
        }
    }

    /// <summary>A statement and the values that it has.</summary>
    private sealed record Prepared(sqlite3_stmt Statement, long?[] Numbers, string?[] Texts);
}
