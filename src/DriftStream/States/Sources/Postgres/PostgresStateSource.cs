using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using DriftStream.Aws.S3;
using DriftStream.States.Windows;
using Npgsql;

namespace DriftStream.States.Sources.Postgres;

/// <summary>The table of Terraform's pg backend: a row for each workspace. It is only read.</summary>
internal sealed class PostgresStateSource : IStateSource, ITellsWindows, IDisposable
{
    private const int ConnectSeconds = 15;

    private readonly PostgresTable _table;
    private readonly TimeProvider _time;
    private readonly NpgsqlDataSource _database;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _firstSeen = new(StringComparer.Ordinal);

    /// <summary>A table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="password">The password; null leaves it to PGPASSWORD, ~/.pgpass and the address.</param>
    /// <param name="time">The clock.</param>
    public PostgresStateSource(PostgresTable table, string? password, TimeProvider time)
    {
        (_table, _time) = (table, time);

        // Nothing is prepared, because a pooler before the server may hand every statement to another session.
        _database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(table.Database.ConnectionString(password, ConnectSeconds, pooled: true)) { MaxAutoPrepare = 0 });
    }

    /// <inheritdoc/>
    public bool IsOne => _table.Workspace is not null;

    /// <inheritdoc/>
    public string Nothing(string argument) => _table.Workspace is { } workspace
        ? $"There is no state at '{argument}': the table {_table.Named} has no workspace '{workspace}' with a state."
        : $"There is no state in '{argument}': the table {_table.Named} has no workspace with a state.";

    /// <inheritdoc/>
    public Task<IReadOnlyList<StateFile>> ListAsync(CancellationToken cancellation) => AskAsync(ListAsync, cancellation);

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(StateFile file, CancellationToken cancellation) => AskAsync((connection, token) => FetchAsync(connection, file, token), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StateVersion>?> VersionsAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<StateVersion>?>(null);

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(StateVersion version, CancellationToken cancellation) => OpenAsync(version.File, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ApplySighting>> LookAsync(IReadOnlyList<StateFile> files, CancellationToken cancellation) => AskAsync((connection, token) => LockedAsync(connection, files, token), cancellation);

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    // The number of the transaction that wrote a row tells a new content without reading it. When that was is known where the server keeps such times.
    private async Task<IReadOnlyList<StateFile>> ListAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select name, xmin::text, octet_length(data), case when current_setting('track_commit_timestamp') = 'on' then pg_xact_commit_timestamp(xmin) end
            from {_table.Quoted} where octet_length(data) > 0 and ($1::text is null or name = $1) order by name collate "C"
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)_table.Workspace ?? DBNull.Value, DbType = DbType.String });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var files = new List<StateFile>();
        while (await rows.ReadAsync(cancellation))
        {
            var name = rows.GetString(0);
            files.Add(new(_table.PlaceOf(name), name, Certain: true)
            {
                Mark = rows.GetString(1),
                Size = rows.GetInt32(2),
                Written = rows.IsDBNull(3) ? null : rows.GetFieldValue<DateTimeOffset>(3),
            });
        }

        return files;
    }

    private async Task<Stream> FetchAsync(NpgsqlConnection connection, StateFile file, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"select octet_length(convert_to(data, 'UTF8')), data from {_table.Quoted} where name = $1 and octet_length(data) > 0", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = file.Relative });
        await using var rows = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellation);
        if (!await rows.ReadAsync(cancellation))
        {
            throw new StateSourceException("it is no longer there");
        }

        var spool = Spool.For(rows.GetInt32(0));
        try
        {
            await using var content = await rows.GetStreamAsync(1, cancellation);
            await content.CopyToAsync(spool, cancellation);
            spool.Position = 0;
            return spool;
        }
        catch (Exception)
        {
            await spool.DisposeAsync();
            throw;
        }
    }

    // Terraform takes an advisory lock with the row's id. It stands in two halves, in the session that Terraform opened a moment before.
    private async Task<IReadOnlyList<ApplySighting>> LockedAsync(NpgsqlConnection connection, IReadOnlyList<StateFile> files, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select s.name, min(a.backend_start), min(a.usename::text || coalesce('@' || host(a.client_addr), ''))
            from {_table.Quoted} s
            join pg_locks l on l.locktype = 'advisory' and l.granted and l.objsubid = 1
                and l.database = (select oid from pg_database where datname = current_database())
                and l.classid::bigint = (s.id >> 32) & 4294967295 and l.objid::bigint = s.id & 4294967295
            left join pg_stat_activity a on a.pid = l.pid
            group by s.name
            """,
            connection);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var listed = files.ToDictionary(f => f.Relative, f => f.Path, StringComparer.Ordinal);
        var seen = new List<ApplySighting>();
        while (await rows.ReadAsync(cancellation))
        {
            if (listed.TryGetValue(rows.GetString(0), out var path))
            {
                seen.Add(new(path, rows.IsDBNull(1) ? _firstSeen.GetOrAdd(path, _ => _time.GetUtcNow()) : rows.GetFieldValue<DateTimeOffset>(1), rows.IsDBNull(2) ? null : rows.GetString(2)));
            }
        }

        foreach (var over in _firstSeen.Keys.Except(seen.Select(s => s.Path), StringComparer.Ordinal))
        {
            _firstSeen.TryRemove(over, out _);
        }

        return seen;
    }

    private async Task<T> AskAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> question, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await _database.OpenConnectionAsync(cancellation);
            return await question(connection, cancellation);
        }
        catch (Exception failure) when (failure is DbException or SocketException or TimeoutException && !cancellation.IsCancellationRequested)
        {
            throw new StateSourceException(PostgresStateFaults.Sentence(failure, _table), failure);
        }
    }
}
