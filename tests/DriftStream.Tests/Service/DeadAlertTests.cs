using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Service;

/// <summary>Undeliverable alerts are told again when somebody asks for it, and only those that were asked for.</summary>
public sealed class DeadAlertTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("?sink=pagerduty", "no alert is for a sink of that name")]
    [InlineData("?snk=slack", "`snk` narrows nothing")]
    public async Task A_sink_that_nobody_knows_is_a_mistake_and_revives_nothing(string question, string detail)
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        await service.PostAsync(Calls.Tag(1));
        await place.Webhook.Messages.FirstAsync(_ => true);

        var answer = await service.Client.PostAsync("/api/v1/alerts/dead/retry" + question, null, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("detail").GetString()!.ShouldContain(detail);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?sink=slack")]
    public async Task A_sink_that_alerts_went_to_may_be_named(string question)
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        await service.PostAsync(Calls.Tag(1));
        await place.Webhook.Messages.FirstAsync(_ => true);

        var answer = await service.Client.PostAsync("/api/v1/alerts/dead/retry" + question, null, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldBe("""{"retried":0}""");
    }
}
