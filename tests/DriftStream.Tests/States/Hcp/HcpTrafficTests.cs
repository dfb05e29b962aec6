using System.Net;
using System.Net.Sockets;
using DriftStream.Configuration;
using DriftStream.Network;
using DriftStream.States;
using DriftStream.States.Sources.Hcp;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Network;
using DriftStream.Tests.Service;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States.Hcp;

/// <summary>How much is asked, how fast, and what becomes of faults and secrets on the way.</summary>
public sealed class HcpTrafficTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_costs_a_request_for_each_hundred_workspaces_and_one_for_each_that_changed()
    {
        await using var acme = await HcpOrganization.OpenAsync();
        using var source = acme.Source();
        for (var i = 0; i < 250; i++)
        {
            acme.Server.Upload($"ws-{i:000}", ManagedState.Of(0));
        }

        (await source.ListAsync(Cancellation)).Count.ShouldBe(250);
        acme.Server.Asked.All.Count.ShouldBe(3);
        acme.Server.Asked.All.ShouldAllBe(a => a.Contains("include=current_run,locked_by,current-state-version", StringComparison.Ordinal) && a.Contains("page[size]=100", StringComparison.Ordinal));

        acme.Server.Asked.Clear();
        acme.Server.Upload("ws-007", ManagedState.Of(1, serial: 2));
        (await source.ListAsync(Cancellation)).Count.ShouldBe(250);
        acme.Server.Asked.All.Count(a => a.StartsWith("organizations/", StringComparison.Ordinal)).ShouldBe(3);
        acme.Server.Asked.All.Where(a => !a.StartsWith("organizations/", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldStartWith("state-versions/sv-");
    }

    [Fact]
    public async Task Reading_what_was_just_listed_costs_no_request_more_and_a_link_that_fails_is_asked_for_anew()
    {
        await using var acme = await HcpOrganization.OpenAsync();
        using var source = acme.Source();
        acme.Server.Upload("app", ManagedState.Of(1));
        acme.Server.Upload("net", ManagedState.Of(2));
        var files = await source.ListAsync(Cancellation);

        (await HcpOrganization.TextAsync(source.OpenAsync(files[0], Cancellation))).ShouldBe(ManagedState.Of(1));
        acme.Server.Asked.All.Count.ShouldBe(1);

        acme.Server.Store.Fail(404);
        (await HcpOrganization.TextAsync(source.OpenAsync(files[1], Cancellation))).ShouldBe(ManagedState.Of(2));
        acme.Server.Asked.All.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_server_that_lets_no_versions_come_along_is_asked_for_each_and_never_too_fast()
    {
        await using var acme = await HcpOrganization.OpenAsync();
        using var source = acme.Source();
        acme.Server.VersionsComeAlong = false;
        for (var i = 0; i < 130; i++)
        {
            acme.Server.Upload($"ws-{i:000}", ManagedState.Of(0));
        }

        var files = await source.ListAsync(Cancellation);

        files.Count.ShouldBe(130);
        files.ShouldAllBe(f => f.Size > 0 && f.Written != null);

        // Nobody was refused, so nothing was asked twice: a page that was not understood, two that were, and the versions.
        acme.Server.Asked.All.Count.ShouldBe(1 + 2 + 130);
    }

    [Theory]
    [InlineData("Retry-After", "7", 7)]
    [InlineData("X-RateLimit-Reset", "12.5", 12.5)]
    [InlineData("Retry-After", "86400", 60)]
    [InlineData(null, null, 2)]
    public async Task A_server_that_asks_to_slow_down_is_left_alone_for_so_long(string? header, string? value, double seconds)
    {
        await using var acme = await HcpOrganization.OpenAsync();
        using var source = acme.Source();
        acme.Server.Upload("net", ManagedState.Of(0));
        acme.Server.Fail(429, header: header, value: value);
        var begin = acme.Time.GetUtcNow();

        (await source.ListAsync(Cancellation)).Count.ShouldBe(1);

        (acme.Time.GetUtcNow() - begin).TotalSeconds.ShouldBeInRange(seconds, seconds + 0.5);
        acme.Server.Asked.All.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    [InlineData(408)]
    public async Task What_may_pass_is_asked_again(int status)
    {
        await using var acme = await HcpOrganization.OpenAsync();
        using var source = acme.Source();
        acme.Server.Upload("net", ManagedState.Of(0));
        acme.Server.Fail(status, times: 3);

        (await source.ListAsync(Cancellation)).Count.ShouldBe(1);
        acme.Server.Fail(status, times: 4);
        (await Should.ThrowAsync<StateSourceException>(() => source.ListAsync(Cancellation))).Message.ShouldBe($"the server answers {status}, 4 times over; it is tried again later");
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(418)]
    public async Task What_stays_as_it_is_is_not_asked_again(int status)
    {
        await using var acme = await HcpOrganization.OpenAsync();
        using var source = acme.Source();
        acme.Server.Fail(status);

        await Should.ThrowAsync<StateSourceException>(() => source.ListAsync(Cancellation));
        acme.Server.Asked.All.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_transfer_that_breaks_is_begun_again_and_a_store_that_leads_on_is_followed()
    {
        await using var acme = await HcpOrganization.OpenAsync();
        using var source = acme.Source();
        acme.Server.Upload("net", ManagedState.Of(50));
        acme.Server.Store.BreaksAfter = 1_000;
        acme.Server.Store.LeadsOn = true;
        acme.Server.Store.Fail(503, times: 1);
        var file = (await source.ListAsync(Cancellation)).Single();

        (await HcpOrganization.TextAsync(source.OpenAsync(file, Cancellation))).ShouldBe(ManagedState.Of(50));
        acme.Server.Store.Fetched.All.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_link_that_is_not_fresh_any_more_is_asked_for_anew()
    {
        await using var acme = await HcpOrganization.OpenAsync();
        using var source = acme.Source();
        acme.Server.Upload("net", ManagedState.Of(1));
        var file = (await source.ListAsync(Cancellation)).Single();
        var version = (await source.VersionsAsync(Cancellation)).ShouldNotBeNull().Single();

        acme.Time.Advance(TimeSpan.FromHours(26));

        (await HcpOrganization.TextAsync(source.OpenAsync(file, Cancellation))).ShouldBe(ManagedState.Of(1));
        (await HcpOrganization.TextAsync(source.OpenAsync(version, Cancellation))).ShouldBe(ManagedState.Of(1));
    }

    [Fact]
    public async Task No_fault_of_the_store_shows_its_address()
    {
        await using var acme = await HcpOrganization.OpenAsync();
        acme.Server.Upload("net", ManagedState.Of(1));
        foreach (var (status, times) in new[] { (404, 2), (500, 8) })
        {
            acme.Server.Store.Fail(status, times);
            Shows(acme, await acme.StatesAsync(), $"{status}");
        }

        acme.Server.Store.Pretended = "http://store.example.com";
        Shows(acme, await acme.StatesAsync(), "the server wants its state fetched without TLS");
        acme.Server.Store.Pretended = "https://127.0.0.1:1";
        Shows(acme, await acme.StatesAsync(), "the server's store of states gives nothing: it cannot be reached");
    }

    [Fact]
    public async Task The_token_is_sent_to_no_other_server()
    {
        await using var place = await FarServer.StartAsync(http => Results.Redirect("https://elsewhere.example.com/api/v2/organizations/acme/workspaces").ExecuteAsync(http));

        (await FailureAsync(place.Address)).ShouldBe("the server sends on to elsewhere.example.com, and the token is sent to no other host: if that is the right one, name it (tfe://elsewhere.example.com/…)");
        place.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_not_the_api_is_told()
    {
        await using var place = await FarServer.StartAsync(http => http.Response.WriteAsync("<html>Welcome</html>"));

        (await FailureAsync(place.Address)).ShouldBe("what the server answers is not JSON, as that of HCP Terraform and Terraform Enterprise is: check the host");
    }

    [Theory]
    [InlineData("""{}""", 0)]
    [InlineData("""{"data":null,"included":7,"meta":[]}""", 0)]
    [InlineData("""{"data":[null,1,"x",[],{},{"id":1},{"id":"ws-1"},{"id":"ws-1","attributes":{"name":""}},{"id":"ws-1","attributes":7}]}""", 0)]
    [InlineData("""{"data":[{"id":"ws-1","attributes":{"name":"net"},"relationships":{"current-state-version":{"data":[]},"current-run":{"data":{"id":"run-1"}}}}],"included":[null,{"id":"run-1","attributes":{"status":7,"status-timestamps":[]}}]}""", 0)]
    [InlineData("""{"data":[{"id":"ws-1","attributes":{"name":"net","permissions":{"can-read-state-versions":false}},"relationships":{"current-state-version":{"data":{"id":"sv-1"}}}}],"meta":{"pagination":{"next-page":1}}}""", 1)]
    [InlineData("""{"data":[{"id":"ws-1","attributes":{"name":"net"},"relationships":{"current-state-version":{"data":{"id":"sv-1"}}}},{"id":"ws-2","attributes":{"name":"net"}}],"included":[{"id":"sv-1","type":"state-versions","attributes":{"created-at":"2026-03-02T14:00:00Z","serial":"x","size":-5,"hosted-state-download-url":"https://127.0.0.1:1/a|b"}}]}""", 1)]
    public async Task Odd_parts_of_a_document_do_no_harm(string document, int states)
    {
        await using var place = await FarServer.StartAsync(http => http.Response.WriteAsync(document));
        using var client = new HttpClient();
        using var source = SourceAt(place.Address, client);

        (await source.ListAsync(Cancellation)).Count.ShouldBe(states);
        (await source.LookAsync([], Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_without_tls_gets_no_token()
    {
        var heard = new MemoryStream();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var hearing = HearAsync(listener, heard);

        (await FailureAsync($"tfe://127.0.0.1:{port}/acme")).ShouldStartWith("no TLS connection that can be trusted comes about, and a token goes over no other");
        await hearing;
        System.Text.Encoding.Latin1.GetString(heard.ToArray()).ShouldNotContain(FakeHcp.Token);
    }

    [Fact]
    public async Task A_server_whose_certificate_a_ca_of_our_own_signed_is_reached_with_it_alone()
    {
        using var folder = new TestFolder();
        await using var server = await TlsServer.StartAsync();
        folder.Write("ca.pem", server.Authority);
        var address = $"tfe://localhost:{server.Port}/acme";

        (await FailureAsync(address)).ShouldContain("name that CA's certificate (PEM) in Network:ExtraCa");
        server.Paths.All.ShouldBeEmpty();
        (await FailureAsync(address, new OutgoingHttp(Options.Create(new NetworkOptions { ExtraCa = "ca.pem", Folder = folder.Path })))).ShouldContain("is not JSON");
        server.Paths.All.ShouldBe(["/api/v2/organizations/acme/workspaces"]);
    }

    [Fact]
    public async Task A_server_that_is_silent_is_given_up_on()
    {
        await using var place = await FarServer.StartAsync(http => Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted));
        using var client = new HttpClient { Timeout = TimeSpan.FromMilliseconds(50) };

        (await FailureAsync(place.Address, client)).ShouldBe("the server did not answer within 0.1 s, 4 times over; it is tried again later");
        place.Asked.ShouldBe(4);
    }

    private static void Shows(HcpOrganization acme, ProgramOutcome outcome, string sentence)
    {
        outcome.ExitCode.ShouldBe(1);
        var said = outcome.Errors + outcome.Output;
        said.ShouldContain(sentence);
        acme.Server.Store.Secrets.ShouldAllBe(s => !said.Contains(s, StringComparison.Ordinal));
        said.ShouldNotContain(FakeHcp.Token);
        said.ShouldNotContain("v1/object");
    }

    private static Task<string> FailureAsync(string address) => FailureAsync(address, OutgoingHttp.Plain);

    private static async Task<string> FailureAsync(string address, OutgoingHttp http)
    {
        using var client = new HttpClient(http.Handler());
        return await FailureAsync(address, client);
    }

    private static async Task<string> FailureAsync(string address, HttpClient client)
    {
        using var source = SourceAt(address, client);
        return (await Should.ThrowAsync<StateSourceException>(() => source.ListAsync(Cancellation))).Message;
    }

    private static HcpStateSource SourceAt(string address, HttpClient client)
    {
        var time = new LocalAws.SkippingTime(Replay.Sources.FarPlace.Now);
        return HcpKinds.Open(HcpAddress.Parse(address), client, new(time), () => new(new Secret(FakeHcp.Token), "the test"), time);
    }

    private static async Task HearAsync(TcpListener listener, MemoryStream heard)
    {
        using var connection = await listener.AcceptTcpClientAsync(Cancellation);
        var stream = connection.GetStream();
        var room = new byte[4096];
        heard.Write(room, 0, await stream.ReadAsync(room, Cancellation));
        await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), Cancellation);
    }
}
