using DriftStream.Postgres;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace DriftStream.Postgres;

/// <summary>One server for all tests of a run; it starts with the first one that needs it.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> _server = new(PostgresServer.StartAsync);
    private readonly Lazy<Task<string>> _database;

    public SharedPostgres() => _database = new(async () => await (await ServerAsync()).CreateDatabaseAsync());

    internal Task<PostgresServer> ServerAsync() => _server.Value;

    /// <summary>One database for all who keep apart by schemas of their own, as a new one takes time and room.</summary>
    internal Task<string> DatabaseAsync() => _database.Value;

    public async ValueTask DisposeAsync()
    {
        if (_server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _server.Value).DisposeAsync();
        }
    }
}
