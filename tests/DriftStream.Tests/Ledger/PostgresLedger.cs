using System.Data.Common;
using DriftStream.Configuration;
using DriftStream.Ledger;
using DriftStream.Postgres;
using Npgsql;

namespace DriftStream.Tests.Ledger;

/// <summary>A ledger in a database of its own.</summary>
internal sealed class PostgresLedger(string url) : LedgerUnderTest
{
    public override LedgerOptions Options { get; } = new() { Url = url, Password = new Secret(PostgresServer.Password), BusyLimit = TimeSpan.FromSeconds(5) };

    public static async Task<PostgresLedger> CreateAsync(SharedPostgres postgres) => new(await (await postgres.ServerAsync()).CreateDatabaseAsync());

    public override DbConnection Connect()
    {
        var connection = new NpgsqlConnection(PostgresServer.ConnectionString(url));
        connection.Open();
        return connection;
    }

    public override void Refuse(string table, string? eventId = null) => Do(
        $"""
        create or replace function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
        create trigger stop before insert on {table} for each row {(eventId is null ? "" : $"when (new.event_id = '{eventId}')")} execute function refuse()
        """);

    public override void Allow(string table) => Do($"drop trigger stop on {table}");

    public override void Dispose() => NpgsqlConnection.ClearAllPools();
}
