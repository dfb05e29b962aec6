using DriftStream.Configuration;
using DriftStream.Postgres;
using DriftStream.States;
using DriftStream.States.Sources.Postgres;
using DriftStream.Tests.Commands;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.Service;
using DriftStream.Tests.States.Contract;
using Npgsql;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States.Postgres;

public sealed class PostgresStateSourceTests(SharedPostgres shared) : StateSourceContract
{
    private protected override async Task<PlaceUnderTest> OpenAsync() => await PostgresPlace.InSchemaAsync(shared);

    [Fact]
    public async Task Each_workspace_is_a_state_at_an_address_that_can_be_given_itself()
    {
        await using var place = await PostgresPlace.StartAsync(shared);
        await place.WriteAsync("default", ManagedState.Of(1, serial: 3));
        await place.WriteAsync("team a", ManagedState.Of(2, serial: 4));
        await place.WriteAsync("empty", "");

        var all = await StatesAsync(place, $"pg={place.Url}");
        var one = await StatesAsync(place, $"a={place.Url}?workspace=team%20a");

        all.ExitCode.ShouldBe(0, all.Errors);
        all.OutputLines.Where(l => l[0] != ' ').ShouldBe(["pg/default", "pg/team a"]);
        all.Output.ShouldContain($"{place.Url}?workspace=team%20a");
        one.OutputLines[0].ShouldBe("a");
        one.Output.ShouldContain("serial      4,");
        (all.Output + all.Errors + one.Output).ShouldNotContain(PostgresServer.Password);
    }

    [Fact]
    public async Task The_schema_and_the_table_may_have_other_names()
    {
        await using var place = await PostgresPlace.StartAsync(shared);
        await place.DoAsync("""create schema "of us"; create table "of us"."my states" (id bigint primary key, name text unique, data text); insert into "of us"."my states" values (1, 'default', '{"version":4,"serial":9,"resources":[]}')""");

        using var source = new PostgresStateSource(PostgresTable.Parse($"{place.Url}?schema=of%20us&table=my%20states"), PostgresServer.Password, TimeProvider.System);

        (await source.ListAsync(Cancellation)).Single().Path.ShouldBe($"{place.Url}?schema=of%20us&table=my%20states&workspace=default");
    }

    [Fact]
    public async Task The_backends_advisory_lock_is_an_apply_window_until_it_is_given_back()
    {
        await using var place = await PostgresPlace.StartAsync(shared);
        await place.WriteAsync("default", ManagedState.Of(1));
        await place.WriteAsync("staging", ManagedState.Of(1));
        await place.DoAsync("update terraform_remote_state.states set id = 5000000007 where name = 'staging'");
        var source = (PostgresStateSource)place.Source;
        var files = await source.ListAsync(Cancellation);
        (await source.LookAsync(files, Cancellation)).ShouldBeEmpty();

        await using var terraform = await place.ConnectAsync();
        await LockAsync(terraform, "select pg_try_advisory_lock(id) from terraform_remote_state.states where name = 'staging'");
        var locked = await source.LookAsync(files, Cancellation);
        await LockAsync(terraform, "select pg_advisory_unlock_all()");

        var sighting = locked.ShouldHaveSingleItem();
        sighting.Path.ShouldBe(files[1].Path);
        sighting.Who.ShouldBe("driftstream@127.0.0.1");
        sighting.Since.ShouldBe(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1));
        (await source.LookAsync(files, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_not_see_other_sessions_takes_the_time_of_the_first_look()
    {
        var time = new SkippingTime(new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero));
        await using var place = await PostgresPlace.StartAsync(shared, time);
        await place.WriteAsync("default", ManagedState.Of(1));
        var reader = $"reader{place.Url.Split('/')[^1]}";
        await place.DoAsync($"create role {reader} login password '{PostgresServer.Password}'; grant usage on schema terraform_remote_state to {reader}; grant select on terraform_remote_state.states to {reader}");
        using var source = new PostgresStateSource(PostgresTable.Parse(place.Url.Replace("driftstream@", $"{reader}@", StringComparison.Ordinal)), PostgresServer.Password, time);
        var files = await source.ListAsync(Cancellation);
        await using var terraform = await place.ConnectAsync();
        await LockAsync(terraform, "select pg_try_advisory_lock(id) from terraform_remote_state.states");

        var first = await source.LookAsync(files, Cancellation);
        time.Advance(TimeSpan.FromMinutes(3));
        var later = await source.LookAsync(files, Cancellation);

        first.Single().Since.ShouldBe(new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero));
        later.Single().Since.ShouldBe(first.Single().Since);
    }

    [Fact]
    public async Task A_server_that_keeps_no_times_of_writing_leaves_the_age_of_a_state_open()
    {
        await using var place = await PostgresPlace.StartAsync(shared);
        await place.WriteAsync("default", ManagedState.Of(1));

        var file = (await place.Source.ListAsync(Cancellation)).Single();

        file.Written.ShouldBeNull();
        file.Size.ShouldBe(ManagedState.Of(1).Length);
    }

    [Theory]
    [InlineData("?sslmode=require", "the server does not speak TLS as sslmode in the address asks")]
    [InlineData("_gone", "the server has no such database: correct its name")]
    [InlineData("?schema=other", "the database has no table other.states: name the schema that the backend writes to, as ?schema=NAME")]
    public async Task What_is_wrong_is_told_in_a_sentence(string more, string sentence)
    {
        await using var place = await PostgresPlace.StartAsync(shared);

        var outcome = await StatesAsync(place, place.Url + more);

        outcome.ExitCode.ShouldBe(1);
        outcome.Errors.ShouldContain($"({sentence})");
    }

    [Theory]
    [InlineData("wrong", "PostgreSQL refuses the user or the password: correct the user in the address, or Password of its entry under States, PGPASSWORD or ~/.pgpass")]
    [InlineData(null, "the server asks for a password: set Password of its entry under States, PGPASSWORD or ~/.pgpass")]
    public async Task A_password_that_is_wrong_or_missing_is_told(string? password, string sentence)
    {
        await using var place = await PostgresPlace.StartAsync(shared);
        using var source = new PostgresStateSource(PostgresTable.Parse(place.Url), password, TimeProvider.System);

        (await Should.ThrowAsync<StateSourceException>(() => source.ListAsync(Cancellation))).Message.ShouldBe(sentence);
    }

    [Fact]
    public async Task Who_may_not_read_the_table_is_told_what_to_grant()
    {
        await using var place = await PostgresPlace.StartAsync(shared);
        var stranger = $"stranger{place.Url.Split('/')[^1]}";
        await place.DoAsync($"create role {stranger} login password '{PostgresServer.Password}'");
        using var source = new PostgresStateSource(PostgresTable.Parse(place.Url.Replace("driftstream@", $"{stranger}@", StringComparison.Ordinal)), PostgresServer.Password, TimeProvider.System);

        (await Should.ThrowAsync<StateSourceException>(() => source.ListAsync(Cancellation))).Message
            .ShouldBe("PostgreSQL does not let this user read the table terraform_remote_state.states: grant usage on its schema and select on the table");
    }

    [Theory]
    [InlineData("postgres://host", "names the server host and no database of it: no state could be read.")]
    [InlineData("postgres://host/db?schema=a&options=x", "carries a setting that is neither sslmode nor sslrootcert")]
    public void An_address_that_is_wrong_is_refused(string address, string sentence) =>
        Should.Throw<UsageException>(() => PostgresTable.Parse(address)).Message.ShouldContain(sentence);

    private static async Task LockAsync(NpgsqlConnection session, string statement)
    {
        await using var command = new NpgsqlCommand(statement, session);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task<ProgramOutcome> StatesAsync(PostgresPlace place, string state)
    {
        using var folder = new TestFolder();
        return await new ProgramUnderTest(folder) { Parts = new() }.RunAsync("states", "--state", state.Replace("driftstream@", $"driftstream:{PostgresServer.Password}@", StringComparison.Ordinal));
    }
}
