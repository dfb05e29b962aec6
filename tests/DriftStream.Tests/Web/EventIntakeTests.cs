using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DriftStream.Ingest;
using DriftStream.Web;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Web;

public sealed class EventIntakeTests
{
    private const string Key = "a-key-that-is-long-enough";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_are_taken_as_they_are_and_counted()
    {
        byte[] taken = [];
        await using var server = await LiveServer.StartAsync(take: (message, _) =>
        {
            taken = message.ToArray();
            return Task.FromResult(new IntakeResult(3, 2, 1));
        });

        var answer = await PostAsync(server, "{\"Records\":[]}");

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldBe("{\"judged\":3,\"duplicates\":2,\"notCloudTrail\":1}");
        Encoding.UTF8.GetString(taken).ShouldBe("{\"Records\":[]}");
    }

    [Fact]
    public async Task What_cannot_be_read_is_named()
    {
        await using var server = await LiveServer.StartAsync(
            take: (_, _) => throw new UnreadableMessageException("Record 2 of 3 ends in the middle of a string; the other 2 were taken."));

        var answer = await PostAsync(server, "{");

        await ShouldBeProblemAsync(answer, HttpStatusCode.BadRequest, "Record 2 of 3 ends in the middle of a string; the other 2 were taken.");
    }

    [Fact]
    public async Task An_empty_body_is_refused()
    {
        await using var server = await LiveServer.StartAsync();

        await ShouldBeProblemAsync(await PostAsync(server, ""), HttpStatusCode.BadRequest, "The body is empty.");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_before_it_is_taken()
    {
        await using var server = await LiveServer.StartAsync(take: (_, _) => throw new InvalidOperationException("must not be reached"));

        var answer = await PostAsync(server, new string(' ', EventIntake.MostBytes + 1));

        await ShouldBeProblemAsync(answer, HttpStatusCode.RequestEntityTooLarge, "larger than 10 MB");
    }

    [Fact]
    public async Task A_compressed_body_is_refused_in_words()
    {
        await using var server = await LiveServer.StartAsync();
        using var content = new StringContent("{}");
        content.Headers.ContentEncoding.Add("gzip");

        var answer = await server.Client.PostAsync("/api/v1/events", content, Cancellation);

        await ShouldBeProblemAsync(answer, HttpStatusCode.UnsupportedMediaType, "Send plain JSON.");
    }

    [Fact]
    public async Task With_the_key_events_are_taken()
    {
        await using var server = await LiveServer.StartAsync(Key);

        (await PostAsync(server, "{}", Key)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData(null, "Send the key")]
    [InlineData("another-key-altogether", "is not the one")]
    public async Task Without_the_key_nothing_is_taken(string? shown, string expected)
    {
        await using var server = await LiveServer.StartAsync(Key, (_, _) => throw new InvalidOperationException("must not be reached"));

        var answer = await PostAsync(server, "{}", shown);

        await ShouldBeProblemAsync(answer, HttpStatusCode.Unauthorized, expected);
        answer.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Bearer");
    }

    [Fact]
    public async Task No_log_ever_holds_a_key()
    {
        var log = new LogOfEverything();
        await using var server = await LiveServer.StartAsync(Key, logging: logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace));

        await PostAsync(server, "{}", Key);
        await PostAsync(server, "{}", "tried-by-a-stranger");

        log.Text.ShouldContain("/api/v1/events");
        log.Text.ShouldNotContain(Key);
        log.Text.ShouldNotContain("tried-by-a-stranger");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task A_page_of_another_site_cannot_make_a_browser_post_events(string header, string value)
    {
        await using var server = await LiveServer.StartAsync(take: (_, _) => throw new InvalidOperationException("must not be reached"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events") { Content = new StringContent("{}") };
        request.Headers.Add(header, value);

        await ShouldBeProblemAsync(await server.Client.SendAsync(request, Cancellation), HttpStatusCode.Forbidden, "another site");
    }

    private static async Task<HttpResponseMessage> PostAsync(LiveServer server, string body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events") { Content = new StringContent(body) };
        request.Headers.ExpectContinue = true;
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return await server.Client.SendAsync(request, Cancellation);
    }

    private static async Task ShouldBeProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string detail)
    {
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement;
        problem.GetProperty("status").GetInt32().ShouldBe((int)status);
        problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain(detail);
    }
}
