using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace DriftStream.Ledger;

/// <summary>The ledger's file: opens connections to it and brings its tables up to date.</summary>
internal sealed class LedgerDatabase(IOptions<LedgerOptions> options, TimeProvider clock)
{
    /// <summary>The file's full path.</summary>
    public string Path { get; } = options.Value.Path;

    /// <summary>
    /// Held around each transaction that writes. SQLite would keep two writers of one process apart as well, but its waiting is polling
    /// with growing pauses: next to a busy writer, the other one hardly ever gets its turn.
    /// </summary>
    public Lock WriteTurn { get; } = new();

    /// <summary>Creates the file or brings its tables up to date.</summary>
    /// <exception cref="LedgerUnavailableException">The file cannot be used, or a newer version wrote it.</exception>
    public void Migrate()
    {
        using var connection = Open(SqliteOpenMode.ReadWriteCreate, pooled: false);
        try
        {
            connection.Execute("pragma journal_mode = wal");
            Migrations.Apply(connection, clock.GetUtcNow());
        }
        catch (SqliteException failure)
        {
            throw LedgerUnavailableException.For(failure, Path);
        }
    }

    /// <summary>A connection of its own, for a worker that keeps it. A file that has gone is not made anew: what it held would be forgotten in silence.</summary>
    /// <exception cref="LedgerUnavailableException">The file cannot be opened.</exception>
    public SqliteConnection OpenForWriting() => Open(SqliteOpenMode.ReadWrite, pooled: false);

    /// <summary>Whether what kept the last write from succeeding still does, in one sentence; null where it is over.</summary>
    /// <param name="known">What it was; still true while a write that waits for it is under way.</param>
    public string? StillWrong(string known)
    {
        if (!WriteTurn.TryEnter(TimeSpan.FromMilliseconds(100)))
        {
            return known;
        }

        try
        {
            using var connection = OpenForWriting();
            connection.Execute("pragma busy_timeout = 100");
            using var transaction = connection.BeginTransaction(deferred: false);
            connection.ExecuteScalar<long>("select max(number) from migration", transaction: transaction);
            return null;
        }
        catch (SqliteException failure)
        {
            return LedgerUnavailableException.For(failure, Path).Message;
        }
        catch (LedgerUnavailableException failure)
        {
            return failure.Message;
        }
        finally
        {
            WriteTurn.Exit();
        }
    }

    /// <summary>A pooled connection that cannot write.</summary>
    /// <exception cref="LedgerUnavailableException">There is no ledger, or it cannot be opened.</exception>
    public SqliteConnection OpenForReading() => File.Exists(Path)
        ? Open(SqliteOpenMode.ReadOnly, pooled: true)
        : throw new LedgerUnavailableException($"There is no ledger at {Path} yet. Start the service first, or correct Ledger:Url.");

    private SqliteConnection Open(SqliteOpenMode mode, bool pooled)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = mode,
            Pooling = pooled,
            ForeignKeys = true,
            // The library polls every 150 ms; SQLite's own busy handler below is quicker, so the library need not wait after it.
            DefaultTimeout = 1,
        }.ToString());
        try
        {
            connection.Open();
            // SQS deletes a message after our commit, so a commit that a power failure undoes would be a lost event.
            connection.Execute($"pragma busy_timeout = {(long)options.Value.BusyLimit.TotalMilliseconds}; pragma synchronous = full");
            return connection;
        }
        catch (SqliteException failure)
        {
            connection.Dispose();
            throw mode == SqliteOpenMode.ReadOnly ? LedgerUnavailableException.ForReader(failure, Path) : LedgerUnavailableException.For(failure, Path);
        }
    }
}
