using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Service;

/// <summary>Links in alerts lead to a page that tells all of one drift.</summary>
public sealed class DriftPageTests
{
    private const string Key = "a-key-that-is-long-enough";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_link_of_an_alert_leads_to_what_differs_who_did_it_and_what_was_decided()
    {
        await using var place = await ServicePlace.OpenAsync();
        place.Settings["DriftStream__Http__PublicUrl"] = "http://127.0.0.1:9/";
        await using var service = await place.StartAsync();
        await service.PostAsync(Calls.Tag(1));
        var alert = await place.Webhook.Messages.FirstAsync(_ => true);
        var id = await OnlyDriftAsync(service);
        alert.ShouldContain($"http://127.0.0.1:9/drifts/{id}");
        var until = place.Queues.Time.GetUtcNow().AddDays(200).ToString("yyyy-MM-dd");
        using var decision = new StringContent($$"""{"by":"<b>bob","reason":"=a test","until":"{{until}}"}""", System.Text.Encoding.UTF8, "application/json");
        (await service.Client.PostAsync($"/api/v1/drifts/{id}/snooze", decision, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var page = await service.Client.GetStringAsync($"/drifts/{id}", Cancellation);

        page.ShouldContain("data_001");
        page.ShouldContain("tags.<wbr>drift");
        page.ShouldContain("spotted");
        page.ShouldContain("alice@example.com");
        page.ShouldContain($"&lt;b&gt;bob: snooze until {until} 00:00:00 UTC, =a test");
        page.ShouldContain("Who was told");
        page.ShouldNotContain("<b>bob");
        (await service.Client.GetStringAsync("/", Cancellation)).ShouldContain($"href=\"/drifts/{id}\"");
    }

    [Fact]
    public async Task A_drift_that_is_over_says_who_brought_it_back()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        await service.PostAsync(Calls.Tag(1));
        await service.PostAsync(Calls.Untag(1));

        var page = await service.Client.GetStringAsync($"/drifts/{await OnlyDriftAsync(service)}", Cancellation);

        page.ShouldContain("Brought back by bob@example.com");
        page.ShouldContain("Nothing any more: it is over.");
    }

    [Fact]
    public async Task A_drift_that_is_not_there_is_not_found()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();

        (await service.Client.GetAsync("/drifts/D-0000000000", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/drifts/D-0000000000", "/drifts/D-0000000000")]
    [InlineData("/digests/B-0000000000", "/digests/B-0000000000")]
    [InlineData("//evil.example.com", "/")]
    [InlineData("/drifts/../../evil", "/")]
    [InlineData("https://evil.example.com/drifts/D-1", "/")]
    public async Task Signing_in_leads_back_to_the_page_of_the_link_and_nowhere_else(string asked, string led)
    {
        await using var place = await ServicePlace.OpenAsync();
        place.Settings["DriftStream__Http__ApiKey"] = Key;
        await using var service = await place.StartAsync();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = service.Client.BaseAddress };

        using var form = new FormUrlEncodedContent([new("key", Key), new("to", asked)]);
        var answer = await browser.PostAsync("/sign-in", form, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.ToString().ShouldBe(led);
    }

    [Fact]
    public async Task Without_the_key_the_link_leads_to_the_way_in()
    {
        await using var place = await ServicePlace.OpenAsync();
        place.Settings["DriftStream__Http__ApiKey"] = Key;
        await using var service = await place.StartAsync();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = service.Client.BaseAddress };

        var way = (await browser.GetAsync("/drifts/D-0000000000", Cancellation)).Headers.Location!.ToString();

        way.ShouldBe("/sign-in?to=%2Fdrifts%2FD-0000000000");
        (await browser.GetStringAsync(way, Cancellation)).ShouldContain("name=\"to\" value=\"/drifts/D-0000000000\"");
    }

    private static async Task<string> OnlyDriftAsync(RunningService service) =>
        JsonDocument.Parse(await service.Client.GetStringAsync("/api/v1/drifts", Cancellation)).RootElement
            .GetProperty("drifts").EnumerateArray().Single().GetProperty("id").GetString()!;
}
