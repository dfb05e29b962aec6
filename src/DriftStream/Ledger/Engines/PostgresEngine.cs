using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Dapper;
using Npgsql;

namespace DriftStream.Ledger.Engines;

/// <summary>A ledger in a PostgreSQL database, for any number of processes.</summary>
internal sealed class PostgresEngine : ILedgerEngine
{
    // Any number that no other program is likely to lock in the same database.
    private const long MigrationLock = 0x4472696674537472;

    private readonly string _pooled;
    private readonly string _own;
    private readonly long _patience;

    /// <summary>An engine over a database.</summary>
    /// <param name="address">Which database.</param>
    /// <param name="password">Its password where the address has none; null leaves it to PGPASSWORD and the password file.</param>
    /// <param name="busyLimit">How long a write waits for its turn, and a connection for the server.</param>
    public PostgresEngine(PostgresAddress address, string? password, TimeSpan busyLimit)
    {
        Place = address.Place;
        _patience = (long)busyLimit.TotalMilliseconds;
        var connect = Math.Max(1, (int)Math.Min(busyLimit.TotalSeconds, 5));
        _pooled = address.ConnectionString(password, connect, pooled: true);
        _own = address.ConnectionString(password, connect, pooled: false);
    }

    /// <inheritdoc/>
    public string Place { get; }

    /// <inheritdoc/>
    public bool IsShared => true;

    /// <inheritdoc/>
    public string ForUpdate => "for update";

    /// <inheritdoc/>
    public string SkipLocked => "for update skip locked";

    // A table beside the rows would be open to whoever can alter them.
    /// <inheritdoc/>
    public string? KeyFile => null;

    /// <inheritdoc/>
    public string RisingKey => "bigint primary key";

    /// <inheritdoc/>
    public string JsonText(string column, params ReadOnlySpan<string> names) => $"{column}::json #>> '{{{string.Join(',', names)}}}'";

    // As a set of rows it would be joined, and of a table that has grown since it was last looked at, all rows would be read for that.
    /// <inheritdoc/>
    public string AmongTexts(string column, string parameter) => $"{column} = any(array(select json_array_elements_text(@{parameter}::json)))";

    /// <inheritdoc/>
    public string Holdable(string text) => PostgresRows.Holdable(text);

    // Whoever writes locks the turn's row for as long.
    /// <inheritdoc/>
    public IDisposable? Occupy() => null;

    /// <inheritdoc/>
    public DbConnection Open(LedgerAccess access)
    {
        var connection = new NpgsqlConnection(access == LedgerAccess.Read ? _pooled : _own);
        try
        {
            connection.Open();
            Prepare(connection, access);
            return connection;
        }
        catch (Exception failure) when (failure is DbException or SocketException or TimeoutException or IOException)
        {
            connection.Dispose();
            throw Explain(failure, access);
        }
    }

    /// <inheritdoc/>
    public DbTransaction Begin(DbConnection connection) => connection.BeginTransaction(IsolationLevel.ReadCommitted);

    /// <inheritdoc/>
    public void Write(DbConnection connection, DbTransaction transaction, IReadOnlyList<PendingRows> pending) => PostgresRows.Write(connection, transaction, pending);

    /// <inheritdoc/>
    public DbTransaction Snapshot(DbConnection connection) => connection.BeginTransaction(IsolationLevel.RepeatableRead);

    /// <inheritdoc/>
    public LedgerUnavailableException Explain(Exception failure, LedgerAccess access)
    {
        if (access == LedgerAccess.Read && failure is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable })
        {
            return new($"There is no ledger in {Place} yet. Start the service first, or correct Ledger:Url.", failure);
        }

        var (what, remedy) = PostgresFaults.Why(failure);
        return LedgerUnavailableException.For(Place, what, remedy, failure, access);
    }

    /// <inheritdoc/>
    public bool IsAboutValues(Exception failure) => PostgresFaults.IsAboutValues(failure);

    private void Prepare(NpgsqlConnection connection, LedgerAccess access)
    {
        switch (access)
        {
            case LedgerAccess.Migrate:
                connection.Execute("select pg_advisory_lock(@MigrationLock)", new { MigrationLock });
                break;
            case LedgerAccess.Write:
                // A plan that was made while a table was empty reads all of it when it is full.
                // Where a process stands still in the middle of its turn, the server ends its session and the others go on.
                connection.Execute(
                    $"""
                    set lock_timeout = {_patience};
                    set plan_cache_mode = force_custom_plan;
                    set idle_in_transaction_session_timeout = {3 * _patience};
                    select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'
                    """);
                break;
            case LedgerAccess.Probe:
                // Other processes take their turns meanwhile.
                connection.Execute("set lock_timeout = 1000");
                break;
            case LedgerAccess.Mark:
                connection.Execute($"set lock_timeout = {_patience}; set synchronous_commit = off");
                break;
            default:
                break;
        }
    }
}
