using System.Globalization;
using DriftStream.States;
using DriftStream.Tests.Commands;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.Service;
using DriftStream.Tests.States.Contract;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States.Http;

public sealed class HttpStateSourceTests : StateSourceContract
{
    private protected override async Task<PlaceUnderTest> OpenAsync() => await HttpPlace.StartAsync();

    [Fact]
    public async Task A_state_that_did_not_change_is_not_sent_again_where_the_server_tells_tags()
    {
        await using var place = await HttpPlace.StartAsync();
        place.Server.Put("team/prod", ManagedState.Of(1));

        await place.Source.ListAsync(Cancellation);
        await place.Source.ListAsync(Cancellation);

        place.Server.Answers.All.ShouldBe(["GET /team/prod 200", "GET /team/prod 304"]);
    }

    [Fact]
    public async Task A_server_without_tags_is_asked_for_the_whole_state_and_a_change_is_seen()
    {
        await using var place = await HttpPlace.StartAsync();
        place.Server.TellsTags = false;
        place.Server.Put("team/prod", ManagedState.Of(1));

        var first = (await place.Source.ListAsync(Cancellation)).Single();
        var same = (await place.Source.ListAsync(Cancellation)).Single();
        place.Server.Put("team/prod", ManagedState.Of(1, serial: 2));
        var other = (await place.Source.ListAsync(Cancellation)).Single();

        same.Mark.ShouldBe(first.Mark);
        other.Mark.ShouldNotBe(first.Mark);
    }

    [Theory]
    [InlineData(StatusCodes.Status204NoContent, "")]
    [InlineData(StatusCodes.Status404NotFound, "not found")]
    [InlineData(StatusCodes.Status200OK, "")]
    public async Task A_server_without_a_state_says_so_in_one_of_three_ways(int status, string body)
    {
        await using var place = await HttpPlace.StartAsync();
        place.Server.Faults.Enqueue(Answering(status, body));

        (await place.Source.ListAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_state_whose_sum_differs_is_not_believed()
    {
        await using var place = await HttpPlace.StartAsync();
        place.Server.Put("team/prod", ManagedState.Of(1));
        var file = (await place.Source.ListAsync(Cancellation)).Single();
        place.Server.Faults.Enqueue(async http =>
        {
            http.Response.Headers.ContentMD5 = Convert.ToBase64String(new byte[16]);
            await http.Response.WriteAsync(ManagedState.Of(1));
        });

        (await Should.ThrowAsync<StateSourceException>(() => place.Source.OpenAsync(file, Cancellation))).Message
            .ShouldBe("what arrived is not what the server says that it sent (Content-MD5): something on the way alters it, or cuts it off");
    }

    [Fact]
    public async Task A_state_that_is_cut_off_is_not_believed()
    {
        await using var place = await HttpPlace.StartAsync();
        place.Server.Put("team/prod", ManagedState.Of(1));
        var file = (await place.Source.ListAsync(Cancellation)).Single();
        place.Server.Faults.Enqueue(async http =>
        {
            http.Response.ContentLength = 10_000;
            await http.Response.WriteAsync(ManagedState.Of(1)[..300]);
        });

        (await Should.ThrowAsync<StateSourceException>(() => place.Source.OpenAsync(file, Cancellation))).Message
            .ShouldBe("the connection to the server broke before the state was there");
    }

    [Theory]
    [InlineData(401, "the server does not accept the user or the password: set Username and Password of its entry under States, or TF_HTTP_USERNAME and TF_HTTP_PASSWORD")]
    [InlineData(403, "the server does not let this user read it (403): grant it the right to read the state")]
    [InlineData(302, "the server leads to another address (302), which is not followed so that no password gets there: give that address")]
    [InlineData(418, "the server answers 418, which no server of the http backend does: check the address")]
    public async Task A_refusal_is_told_at_once(int status, string sentence)
    {
        await using var place = await HttpPlace.StartAsync();
        place.Server.Faults.Enqueue(Answering(status, ""));

        (await Should.ThrowAsync<StateSourceException>(() => place.Source.ListAsync(Cancellation))).Message.ShouldBe(sentence);
        place.Server.Answers.All.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again_and_told_after_the_third_time()
    {
        await using var place = await HttpPlace.StartAsync();
        place.Server.Put("team/prod", ManagedState.Of(1));
        place.Server.Faults.Enqueue(Answering(503, ""));
        place.Server.Faults.Enqueue(Answering(429, "", retryAfter: 3));
        (await place.Source.ListAsync(Cancellation)).Count.ShouldBe(1);

        foreach (var _ in Enumerable.Range(0, 3))
        {
            place.Server.Faults.Enqueue(Answering(429, ""));
        }

        (await Should.ThrowAsync<StateSourceException>(() => place.Source.ListAsync(Cancellation))).Message.ShouldBe("the server asks to slow down (429), and did so when it was asked again");
    }

    [Fact]
    public async Task Nobody_is_locked_out_and_nothing_is_written()
    {
        await using var place = await HttpPlace.StartAsync();
        place.Server.Put("team/prod", ManagedState.Of(1));
        var file = (await place.Source.ListAsync(Cancellation)).Single();
        await place.Source.OpenAsync(file, Cancellation);
        await place.Source.VersionsAsync(Cancellation);

        place.Server.Answers.All.ShouldAllBe(answer => answer.StartsWith("GET ", StringComparison.Ordinal));
        place.Source.ShouldNotBeAssignableTo<DriftStream.States.Windows.ITellsWindows>();
    }

    [Fact]
    public async Task The_password_in_an_address_is_used_and_shown_nowhere()
    {
        await using var server = await HttpBackendServer.StartAsync();
        server.Put("team/prod", ManagedState.Of(2, serial: 7));
        var address = server.At("team/prod").AbsoluteUri;

        var outcome = await StatesAsync($"app={address.Replace("://", $"://{HttpBackendServer.User}:{HttpBackendServer.Password}@", StringComparison.Ordinal)}", []);

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        outcome.OutputLines[0].ShouldBe("app");
        outcome.Output.ShouldContain(address);
        outcome.Output.ShouldContain("serial      7,");
        outcome.Output.ShouldNotContain(HttpBackendServer.Password);
    }

    [Fact]
    public async Task User_and_password_may_come_from_where_terraform_takes_them()
    {
        await using var server = await HttpBackendServer.StartAsync();
        server.Put("team/prod", ManagedState.Of(1));
        var address = server.At("team/prod").AbsoluteUri;

        (await StatesAsync(address, new() { ["TF_HTTP_USERNAME"] = HttpBackendServer.User, ["TF_HTTP_PASSWORD"] = HttpBackendServer.Password })).ExitCode.ShouldBe(0);
        (await StatesAsync(address, [])).Errors.ShouldContain("(the server does not accept the user or the password:");
    }

    [Theory]
    [InlineData("http://states.example.com/prod", "The state 'http://states.example.com/prod' would come over the network without TLS, with its secrets for everybody on the way, so it is not read: write https://, or set PlainHttp of its entry under States to true.")]
    [InlineData("https://states.example.com/prod?access_token=hunter2", "The state at states.example.com carries the setting 'access_token' in its address, which is shown in many places, so it is not read: leave it out, and set Username and Password of its entry under States.")]
    [InlineData("https://", "The state 'https://' is no web address, so it cannot be read: write https://host/path as in the http backend's address.")]
    [InlineData("gs://acme-tf/prod", "The state 'gs://acme-tf/prod' lies in Google Cloud Storage, which DriftStream does not read, so nothing in it would be watched. Have the pipeline that applies write it to a file with `terraform state pull`, and give that.")]
    [InlineData("azurerm://acme/tf/prod", "The state 'azurerm://acme/tf/prod' lies in Azure's storage, which DriftStream does not read,")]
    [InlineData("consul://consul.example.com/tf/prod", "The state 'consul://consul.example.com/tf/prod' lies in Consul, which DriftStream does not read,")]
    [InlineData("ftp://acme/prod", "The state 'ftp://acme/prod' has the unknown scheme 'ftp'")]
    public async Task What_is_not_read_is_refused_with_a_sentence(string address, string sentence)
    {
        var outcome = await StatesAsync(address, []);

        outcome.ExitCode.ShouldBe(2);
        outcome.Errors.ShouldContain(sentence);
        outcome.Errors.ShouldNotContain("hunter2");
    }

    private static Func<HttpContext, Task> Answering(int status, string body, int? retryAfter = null) => http =>
    {
        http.Response.StatusCode = status;
        http.Response.Headers.RetryAfter = retryAfter?.ToString(CultureInfo.InvariantCulture);
        return body.Length > 0 ? http.Response.WriteAsync(body) : Task.CompletedTask;
    };

    private static async Task<ProgramOutcome> StatesAsync(string state, Dictionary<string, string> environment)
    {
        using var folder = new TestFolder();
        return await new ProgramUnderTest(folder) { Parts = new(), Time = new SkippingTime(DateTimeOffset.UnixEpoch), Environment = environment }.RunAsync("states", "--state", state);
    }
}
