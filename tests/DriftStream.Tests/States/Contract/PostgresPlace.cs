using DriftStream.Postgres;
using DriftStream.States;
using DriftStream.States.Sources.Postgres;
using Npgsql;

namespace DriftStream.Tests.States.Contract;

/// <summary>A table as Terraform's pg backend makes it, in a real database. It breaks by having another name for a while.</summary>
internal sealed class PostgresPlace : PlaceUnderTest
{
    private readonly NpgsqlDataSource _database;
    private readonly PostgresStateSource _source;

    private PostgresPlace(string url, TimeProvider time)
    {
        Url = url;
        _database = NpgsqlDataSource.Create(PostgresServer.ConnectionString(url));
        _source = new(PostgresTable.Parse(url), PostgresServer.Password, time);
    }

    /// <summary>The database's address.</summary>
    public string Url { get; }

    public override IStateSource Source => _source;

    public override IReadOnlyList<string> Names { get; } = ["Zebra", "default", "staging"];

    public override IReadOnlyList<string> Secrets { get; } = [PostgresServer.Password];

    public static async Task<PostgresPlace> StartAsync(SharedPostgres shared, TimeProvider? time = null)
    {
        var place = new PostgresPlace(await (await shared.ServerAsync()).CreateDatabaseAsync(), time ?? TimeProvider.System);
        await place.DoAsync(
            """
            create schema terraform_remote_state;
            create sequence public.global_states_id_seq as bigint;
            create table terraform_remote_state.states (id bigint not null default nextval('public.global_states_id_seq') primary key, name text unique, data text);
            create unique index states_by_name on terraform_remote_state.states (name)
            """);
        return place;
    }

    /// <summary>A session of somebody else.</summary>
    public ValueTask<NpgsqlConnection> ConnectAsync() => _database.OpenConnectionAsync();

    /// <summary>Carries out a statement.</summary>
    public async Task DoAsync(string statement, params string[] values)
    {
        await using var command = _database.CreateCommand(statement);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }

    public override Task WriteAsync(string name, string content) =>
        DoAsync("insert into terraform_remote_state.states (name, data) values ($1, $2) on conflict (name) do update set data = excluded.data", name, content);

    public override Task DeleteAsync(string name) => DoAsync("delete from terraform_remote_state.states where name = $1", name);

    public override Task BreakAsync() => DoAsync("alter table terraform_remote_state.states rename to elsewhere");

    public override Task MendAsync() => DoAsync("alter table terraform_remote_state.elsewhere rename to states");

    public override async ValueTask DisposeAsync()
    {
        _source.Dispose();
        await _database.DisposeAsync();
    }
}
