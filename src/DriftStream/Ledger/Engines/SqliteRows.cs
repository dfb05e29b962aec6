using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace DriftStream.Ledger.Engines;

/// <summary>Writes rows to a file, with statements that are parsed once for a connection.</summary>
internal sealed class SqliteRows(SqliteConnection connection)
{
    private readonly Dictionary<RowText, SqliteCommand> _commands = [];

    /// <summary>Writes rows in their order.</summary>
    public void Write(DbTransaction transaction, IReadOnlyList<PendingRows> pending)
    {
        foreach (var (text, rows) in pending)
        {
            var command = CommandFor(text);
            command.Transaction = (SqliteTransaction)transaction;
            foreach (var row in rows)
            {
                for (var i = 0; i < text.Names.Count; i++)
                {
                    command.Parameters[i].Value = text.ValueOf(row, i) ?? DBNull.Value;
                }

                command.ExecuteNonQuery();
            }
        }
    }

    private SqliteCommand CommandFor(RowText text)
    {
        if (!_commands.TryGetValue(text, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = text.Sql;
            foreach (var name in text.Names)
            {
                command.Parameters.Add(new() { ParameterName = "@" + name });
            }

            _commands[text] = command;
        }

        return command;
    }
}
