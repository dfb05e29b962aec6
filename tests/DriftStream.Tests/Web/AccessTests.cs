using System.Net;
using DriftStream.Configuration;
using DriftStream.Tests.Commands;
using DriftStream.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Web;

public sealed class AccessTests
{
    private const string Key = "a-key-that-is-long-enough";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", nameof(Standing.Allowed))]
    [InlineData("192.0.2.7", "127.0.0.1", nameof(Standing.NotFromHere))]
    [InlineData("127.0.0.1", "192.0.2.1", nameof(Standing.NotFromHere))]
    [InlineData(null, null, nameof(Standing.NotFromHere))]
    public void Without_a_key_only_this_machine_is_served(string? remote, string? local, string expected)
    {
        var access = new Access(Options.Create(new HttpOptions()), TimeProvider.System);

        access.Of(From(remote, local)).ToString().ShouldBe(expected);
    }

    [Fact]
    public void Without_a_key_a_listener_that_others_reach_serves_nobody()
    {
        var access = new Access(Options.Create(new HttpOptions { Listen = new Uri("http://0.0.0.0:5080") }), TimeProvider.System);

        access.Of(From("127.0.0.1", "127.0.0.1")).ShouldBe(Standing.NotFromHere);
    }

    [Fact]
    public async Task With_a_key_a_browser_signs_in_once_and_then_reads()
    {
        await using var server = await LiveServer.StartAsync(Key);

        (await server.Client.GetAsync("/", Cancellation)).Headers.Location!.ToString().ShouldBe("/sign-in");
        (await server.Client.GetStringAsync("/sign-in", Cancellation)).ShouldContain("type=\"password\"");
        var cookie = await SignInAsync(server, Key);

        (await GetAsync(server, "/", cookie)).StatusCode.ShouldBe(HttpStatusCode.OK);
        cookie.ShouldNotContain(Key);
    }

    [Fact]
    public async Task A_wrong_key_opens_nothing()
    {
        await using var server = await LiveServer.StartAsync(Key);

        var answer = await server.Client.PostAsync("/sign-in", new FormUrlEncodedContent([new("key", "wrong")]), Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("This is not the key.");
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task A_session_cannot_send_events()
    {
        await using var server = await LiveServer.StartAsync(Key);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events") { Content = new StringContent("{}") };
        request.Headers.Add("Cookie", await SignInAsync(server, Key));

        (await server.Client.SendAsync(request, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("driftstream=99999999999.0000")]
    [InlineData("driftstream=garbage")]
    public async Task A_forged_session_opens_nothing(string cookie)
    {
        await using var server = await LiveServer.StartAsync(Key);

        (await GetAsync(server, "/live/findings", cookie)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public void A_session_ends()
    {
        var options = Options.Create(new HttpOptions { ApiKey = new Secret(Key) });
        var cookie = new Access(options, new FixedTime(Story.Start)).OpenSession();

        Standing After(TimeSpan time)
        {
            var context = From("192.0.2.7", "192.0.2.1");
            context.Request.Method = "GET";
            context.Request.Headers.Cookie = $"{Access.Cookie}={cookie}";
            return new Access(options, new FixedTime(Story.Start + time)).Of(context);
        }

        After(Access.SessionLength - TimeSpan.FromSeconds(1)).ShouldBe(Standing.Allowed);
        After(Access.SessionLength).ShouldBe(Standing.KeyMissing);
    }

    [Fact]
    public async Task A_name_of_this_machine_is_known_in_any_case()
    {
        await using var server = await LiveServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "LocalHost";

        (await server.Client.SendAsync(request, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_session_may_ask_for_what_it_reads_without_the_body()
    {
        await using var server = await LiveServer.StartAsync(Key);
        using var request = new HttpRequestMessage(HttpMethod.Head, "/");
        request.Headers.Add("Cookie", await SignInAsync(server, Key));

        (await server.Client.SendAsync(request, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_name_that_only_points_at_this_machine_is_refused()
    {
        await using var server = await LiveServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "rebound.example";

        (await server.Client.SendAsync(request, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static DefaultHttpContext From(string? remote, string? local)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = remote is null ? null : IPAddress.Parse(remote);
        context.Connection.LocalIpAddress = local is null ? null : IPAddress.Parse(local);
        return context;
    }

    private static async Task<string> SignInAsync(LiveServer server, string key)
    {
        var answer = await server.Client.PostAsync("/sign-in", new FormUrlEncodedContent([new("key", key)]), Cancellation);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        return cookie.Split(';')[0];
    }

    private static async Task<HttpResponseMessage> GetAsync(LiveServer server, string path, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie);
        return await server.Client.SendAsync(request, Cancellation);
    }
}
