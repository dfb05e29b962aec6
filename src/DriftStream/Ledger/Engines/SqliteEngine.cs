using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;

namespace DriftStream.Ledger.Engines;

/// <summary>A ledger in one file, for one process.</summary>
/// <param name="path">The file's full path.</param>
/// <param name="busyLimit">How long a write waits for whoever holds the file.</param>
internal sealed class SqliteEngine(string path, TimeSpan busyLimit) : ILedgerEngine
{
    private const long ProbeLimit = 100;
    private readonly ConditionalWeakTable<DbConnection, SqliteRows> _writers = [];

    /// <inheritdoc/>
    public string Place => path;

    /// <inheritdoc/>
    public bool IsShared => false;

    // One file has one writer at a time, so there is nothing to keep from others.
    /// <inheritdoc/>
    public string ForUpdate => "";

    /// <inheritdoc/>
    public string SkipLocked => "";

    /// <inheritdoc/>
    public string KeyFile => path + ".key";

    // With exactly this type the number is where the row is; any other one makes an index beside the table.
    /// <inheritdoc/>
    public string RisingKey => "integer primary key";

    /// <inheritdoc/>
    public string JsonText(string column, params ReadOnlySpan<string> names) => $"json_extract({column}, '$.{string.Join('.', names)}')";

    /// <inheritdoc/>
    public string AmongTexts(string column, string parameter) => $"{column} in (select value from json_each(@{parameter}))";

    /// <inheritdoc/>
    public string Holdable(string text) => text;

    /// <inheritdoc/>
    public IDisposable Occupy() => LedgerLock.Take(path);

    /// <inheritdoc/>
    public DbConnection Open(LedgerAccess access)
    {
        if (access == LedgerAccess.Read && !File.Exists(path))
        {
            throw new LedgerUnavailableException($"There is no ledger at {path} yet. Start the service first, or correct Ledger:Url.");
        }

        var connection = new SqliteConnection(AddressFor(access));
        try
        {
            connection.Open();
            // SQS deletes a message after our commit, so a commit that a power failure undoes would be a lost event.
            var patience = access == LedgerAccess.Probe ? ProbeLimit : (long)busyLimit.TotalMilliseconds;
            connection.Execute($"pragma busy_timeout = {patience}; pragma synchronous = {(access == LedgerAccess.Mark ? "normal" : "full")}");
            if (access == LedgerAccess.Write)
            {
                // Most pages that a group of events touches are those of indexes: kept in memory, and copied into the file after many groups, not after a few.
                connection.Execute("pragma cache_size = -65536; pragma wal_autocheckpoint = 8000");
            }

            if (access == LedgerAccess.Migrate)
            {
                connection.Execute("pragma journal_mode = wal");
            }

            return connection;
        }
        catch (SqliteException failure)
        {
            connection.Dispose();
            throw Explain(failure, access);
        }
    }

    /// <inheritdoc/>
    public DbTransaction Begin(DbConnection connection)
    {
        var file = (SqliteConnection)connection;
        return MovedFile.Has(file) ? throw LedgerUnavailableException.Moved(path) : file.BeginTransaction(deferred: false);
    }

    /// <inheritdoc/>
    public void Write(DbConnection connection, DbTransaction transaction, IReadOnlyList<PendingRows> pending) =>
        _writers.GetValue(connection, opened => new((SqliteConnection)opened)).Write(pending);

    /// <inheritdoc/>
    public DbTransaction Snapshot(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: true);

    /// <inheritdoc/>
    public LedgerUnavailableException Explain(Exception failure, LedgerAccess access)
    {
        var (what, remedy) = SqliteFaults.Why(failure);
        return LedgerUnavailableException.For(path, what, remedy, failure, access);
    }

    // A file takes any text and any number.
    /// <inheritdoc/>
    public bool IsAboutValues(Exception failure) => false;

    private string AddressFor(LedgerAccess access) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = access switch
        {
            LedgerAccess.Read => SqliteOpenMode.ReadOnly,
            LedgerAccess.Migrate => SqliteOpenMode.ReadWriteCreate,
            // A file that has gone is not made anew: what it held would be forgotten in silence.
            _ => SqliteOpenMode.ReadWrite,
        },
        Pooling = access == LedgerAccess.Read,
        ForeignKeys = true,
        // The library polls every 150 ms; SQLite's own busy handler is quicker, so the library need not wait after it.
        DefaultTimeout = 1,
    }.ToString();
}
