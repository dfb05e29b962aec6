using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Service;

/// <summary>Whoever blinds DriftStream is told of it by DriftStream.</summary>
public sealed class SelfProtectionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("cloudtrail.amazonaws.com", "StopLogging", """{"name":"org-trail"}""", "trail org-trail was stopped")]
    [InlineData("events.amazonaws.com", "DisableRule", """{"name":"driftstream-changes"}""", "rule driftstream-changes was disabled")]
    [InlineData("sqs.amazonaws.com", "PurgeQueue", """{"queueUrl":"https://sqs.eu-west-1.amazonaws.com/000000000000/driftstream"}""", "queue driftstream was emptied")]
    [InlineData("sqs.amazonaws.com", "DeleteQueue", """{"queueUrl":"https://sqs.eu-west-1.amazonaws.com/000000000000/driftstream-dead"}""", "queue driftstream-dead was deleted")]
    public async Task A_change_to_the_feed_is_critical_and_no_ignore_rule_silences_it(string source, string name, string request, string told)
    {
        await using var place = await ServicePlace.OpenAsync();
        place.Folder.Write("driftstream.ignore.json", $$"""{"rules":[{"name":"hush","event":"{{name}}","owner":"mallory","reason":"nothing to see"}]}""");
        await using var service = await place.StartAsync();
        // Only after a look at the queue its dead-letter queue is known.
        await place.Queues.Aws.Done.TakeAsync(2, call => call.Operation == "GetQueueAttributes" && call.Request.ToJsonString().Contains("ApproximateNumberOfMessages", StringComparison.Ordinal));

        await service.PostAsync(Event(source, name, request));
        var alert = await place.Webhook.Messages.FirstAsync(m => m.Contains("DriftStream may be blind", StringComparison.Ordinal));
        await service.PostAsync(Event(source, name, request));

        JsonNode.Parse(alert)!["text"]!.GetValue<string>().ShouldBe($"Critical: DriftStream may be blind: {told}");
        service.Ask<long>("select count(*) from notice").ShouldBe([1]);
    }

    [Fact]
    public async Task A_time_can_be_caught_up_on_demand_and_what_stands_in_the_way_is_on_the_health_card()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync(services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions
            .AddSingleton<DriftStream.Gaps.CallerAccount>(services, _ => Task.FromResult("444455556666")));
        var now = place.Queues.Time.GetUtcNow();

        var answer = await service.Client.PostAsJsonAsync(
            "/api/v1/catchup", new { from = now.AddHours(-3), until = now.AddHours(-2), account = "111122223333", region = "eu-west-1" }, Cancellation);
        await place.Log.Lines.FirstAsync(line => line.Id == 1622);

        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted);
        var known = await service.Client.GetFromJsonAsync<JsonElement>("/api/v1/catchup", Cancellation);
        known.GetProperty("catchUps")[0].GetProperty("problem").GetString()!.ShouldContain("Gaps:LookupRole");
        var ready = await service.Client.GetStringAsync("/readyz", Cancellation);
        ready.ShouldContain("Not caught up: 111122223333 eu-west-1 from ");
    }

    [Theory]
    [InlineData("""{"from":"2026-03-02T14:00:00Z","until":"2026-03-02T13:00:00Z"}""", "is empty")]
    [InlineData("""{"from":"2001-03-02T14:00:00Z","until":"2001-03-03T14:00:00Z"}""", "90 days")]
    [InlineData("""{"from":"2026-03-02T14:00:00Z","acount":"111122223333"}""", "cannot be read at `acount`")]
    [InlineData("""{"from":"2026-03-02T14:00:00Z","account":"111122223333","region":"europe"}""", "`region` is 'europe'")]
    [InlineData("""{"from":"2026-03-02T14:00:00Z","account":"prod","region":"eu-west-1"}""", "`account` is 'prod'")]
    [InlineData("""{"from":"2026-03-02T14:00:00Z"}""", "name both, account and region")]
    public async Task A_wish_that_cannot_be_met_is_refused_with_a_reason(string wish, string reason)
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();

        var answer = await service.Client.PostAsync("/api/v1/catchup", new StringContent(wish, System.Text.Encoding.UTF8, "application/json"), Cancellation);

        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain(reason);
    }

    private static string Event(string source, string name, string request) => $$"""
        {"eventVersion":"1.11","userIdentity":{"type":"IAMUser","userName":"mallory","accountId":"000000000000","arn":"arn:aws:iam::000000000000:user/mallory"},
         "eventTime":"2026-03-02T14:00:00Z","eventSource":"{{source}}","eventName":"{{name}}","awsRegion":"us-east-1","sourceIPAddress":"203.0.113.7","userAgent":"aws-cli/2.15.0",
         "requestParameters":{{request}},"eventID":"tamper-1","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"000000000000","eventCategory":"Management"}
        """;
}
