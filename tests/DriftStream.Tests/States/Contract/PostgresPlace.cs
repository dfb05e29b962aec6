using System.Globalization;
using DriftStream.Postgres;
using DriftStream.States;
using DriftStream.States.Sources.Postgres;
using Npgsql;

namespace DriftStream.Tests.States.Contract;

/// <summary>A table as Terraform's pg backend makes it, in a real database. It breaks by having another name for a while.</summary>
internal sealed class PostgresPlace : PlaceUnderTest
{
    private const string UsualSchema = "terraform_remote_state";
    private static int _schemas;

    private readonly string _schema;
    private readonly NpgsqlDataSource _database;
    private readonly PostgresStateSource _source;

    private PostgresPlace(string url, string schema, TimeProvider time)
    {
        (Url, _schema) = (url, schema);
        _database = NpgsqlDataSource.Create(PostgresServer.ConnectionString(url));
        _source = new(PostgresTable.Parse($"{url}?schema={schema}"), PostgresServer.Password, time);
    }

    /// <summary>The database's address.</summary>
    public string Url { get; }

    public override IStateSource Source => _source;

    public override IReadOnlyList<string> Names { get; } = ["Zebra", "default", "staging"];

    public override IReadOnlyList<string> Secrets { get; } = [PostgresServer.Password];

    /// <summary>The usual schema in a database of its own.</summary>
    public static async Task<PostgresPlace> StartAsync(SharedPostgres shared, TimeProvider? time = null) =>
        await MadeAsync(new(await (await shared.ServerAsync()).CreateDatabaseAsync(), UsualSchema, time ?? TimeProvider.System));

    /// <summary>A schema of its own in a database that others use, too.</summary>
    public static async Task<PostgresPlace> InSchemaAsync(SharedPostgres shared) =>
        await MadeAsync(new(await shared.DatabaseAsync(), $"team_{Interlocked.Increment(ref _schemas).ToString(CultureInfo.InvariantCulture)}", TimeProvider.System));

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
        DoAsync($"insert into {_schema}.states (name, data) values ($1, $2) on conflict (name) do update set data = excluded.data", name, content);

    public override Task DeleteAsync(string name) => DoAsync($"delete from {_schema}.states where name = $1", name);

    public override Task BreakAsync() => DoAsync($"alter table {_schema}.states rename to elsewhere");

    public override Task MendAsync() => DoAsync($"alter table {_schema}.elsewhere rename to states");

    public override async ValueTask DisposeAsync()
    {
        _source.Dispose();
        await _database.DisposeAsync();
    }

    private static async Task<PostgresPlace> MadeAsync(PostgresPlace place)
    {
        await place.DoAsync(
            $"""
            create schema {place._schema};
            create sequence if not exists public.global_states_id_seq as bigint;
            create table {place._schema}.states (id bigint not null default nextval('public.global_states_id_seq') primary key, name text unique, data text);
            create unique index states_by_name on {place._schema}.states (name)
            """);
        return place;
    }
}
