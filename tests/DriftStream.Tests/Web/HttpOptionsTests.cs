using System.Net;
using System.Net.Sockets;
using DriftStream.Configuration;
using DriftStream.Web;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Web;

public sealed class HttpOptionsTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://localhost:5080")]
    [InlineData("http://[::1]:0")]
    public void Loopback_needs_no_key(string listen) => Mistakes(new HttpOptions { Listen = new Uri(listen) }).ShouldBeEmpty();

    [Fact]
    public void With_a_key_all_the_world_may_be_listened_to() => Mistakes(new HttpOptions
    {
        Listen = new Uri("http://0.0.0.0:5080"),
        PublicUrl = new Uri("https://drift.example.com"),
        ApiKey = new Secret("a-key-that-is-long-enough"),
    }).ShouldBeEmpty();

    [Fact]
    public void Listening_to_others_without_a_key_is_a_mistake_that_says_what_would_go_wrong()
    {
        var mistake = Mistakes(new HttpOptions { Listen = new Uri("http://0.0.0.0:5080") }).ShouldHaveSingleItem();

        mistake.ShouldBe(
            "Http:Listen (http://0.0.0.0:5080/) can be reached from other machines and Http:ApiKey is missing: anybody there could read " +
            "who changed what, and post events of their own invention. Set ApiKey, or listen on 127.0.0.1.");
    }

    [Fact]
    public void All_mistakes_are_reported_at_once() => Mistakes(new HttpOptions
    {
        Listen = new Uri("https://127.0.0.1:5080"),
        PublicUrl = new Uri("drift.example.com", UriKind.Relative),
        ApiKey = new Secret("short"),
    }).Count.ShouldBe(3);

    [Theory]
    [InlineData("http://drift.example.com:5080")]
    [InlineData("127.0.0.1:5080")]
    [InlineData("nonsense")]
    public void What_is_no_address_is_a_mistake(string listen) =>
        Mistakes(new HttpOptions { Listen = new Uri(listen, UriKind.RelativeOrAbsolute) }).ShouldHaveSingleItem().ShouldContain(listen);

    [Fact]
    public void No_mistake_shows_the_key() => Mistakes(new HttpOptions { ApiKey = new Secret("short-secret") }).ShouldHaveSingleItem().ShouldNotContain("short-secret");

    [Fact]
    public async Task A_taken_port_is_said_in_one_sentence()
    {
        await using var first = await LiveServer.StartAsync();

        var failure = await Should.ThrowAsync<IOException>(() => LiveServer.StartAsync(port: first.Address.Port));

        Listening.Explain(failure, new HttpOptions { Listen = first.Address }).ShouldNotBeNull()
            .ShouldStartWith($"Port {first.Address.Port} is taken by another program, so nothing was started.");
    }

    [Fact]
    public void A_free_port_is_found_where_the_wanted_one_is_taken()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var wanted = new Uri($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");

        Listening.FreeOr(new HttpOptions { Listen = wanted }).ShouldBe(new Uri("http://127.0.0.1:0"));
        taken.Stop();
        Listening.FreeOr(new HttpOptions { Listen = wanted }).ShouldBe(wanted);
    }

    private static List<string> Mistakes(HttpOptions options) =>
        [.. new HttpOptions.Validator().Validate(null, options).Failures ?? []];
}
