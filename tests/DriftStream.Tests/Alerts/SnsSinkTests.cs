using System.Text.Json.Nodes;
using Amazon;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using DriftStream.Alerts;
using DriftStream.Alerts.Sinks;
using DriftStream.Core.Judging;
using DriftStream.Tests.Ledger;
using DriftStream.Tests.LocalAws;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Alerts;

/// <summary>A topic of an endpoint that checks signatures and SNS's limits.</summary>
public abstract class SnsSinkSuite(string format, string topic) : SinkSuite
{
    private LocalAwsServer _aws = null!;

    private protected IReadOnlyList<IReadOnlyDictionary<string, string>> Published => _aws.Sns.Messages;

    private protected override async Task<IAlertSink> OpenAsync(SinkParts parts)
    {
        _aws = await LocalAwsServer.StartAsync();
        return Sink(parts);
    }

    private protected Sns Sink(SinkParts parts) => new(new() { TopicArn = $"arn:aws:sns:us-east-1:000000000000:{topic}", Format = format }, parts, Connect);

    private protected override Task<IReadOnlyList<string>> TakenAsync() => Task.FromResult<IReadOnlyList<string>>([.. Published.Select(m => m["Message"])]);

    private protected override void Answer(SinkOutcome outcome) => _ = outcome switch
    {
        SinkOutcome.TooFast => Fail("Throttled", 429),
        SinkOutcome.TryAgain => Fail("InternalError", 500),
        _ => Fail("AuthorizationError", 403),
    };

    private protected override ValueTask CloseAsync() => _aws.DisposeAsync();

    private bool Fail(string code, int status)
    {
        _aws.FailNext("Publish", code, status);
        return true;
    }

    private AmazonSimpleNotificationServiceClient Connect() => new(
        new BasicAWSCredentials(LocalAwsServer.AccessKey, LocalAwsServer.Secret),
        new() { ServiceURL = _aws.Endpoint.AbsoluteUri, AuthenticationRegion = LocalAwsServer.Region, MaxErrorRetry = 0 });
}

public sealed class SnsTextTests() : SnsSinkSuite("text", "drift")
{
    [Fact]
    public async Task Filters_of_subscriptions_can_go_by_severity()
    {
        using var sink = Sink(new(AlertContext.Empty, new SinkClients(), TimeProvider.System));

        await sink.TellAsync(new NoticeNews("A-7", "", new(Severity.High, "No events\nfrom eu-west-1 \u2013 5 minutes", "Look at the trail.")), Cancel);

        var sent = Published.ShouldHaveSingleItem();
        sent["Subject"].ShouldBe("[DriftStream] High: No events from eu-west-1 ? 5 minutes");
        (sent["MessageAttributes.entry.1.Name"], sent["MessageAttributes.entry.1.Value.StringValue"]).ShouldBe(("severity", "high"));
        sent.Keys.ShouldNotContain("MessageGroupId");
    }

    [Theory]
    [InlineData("arn:aws:sns:eu-west-1:111122223333:drift", "eu-west-1")]
    [InlineData("arn:aws-cn:sns:cn-north-1:111122223333:drift.fifo", "cn-north-1")]
    [InlineData("arn:aws:sqs:eu-west-1:111122223333:drift", null)]
    [InlineData("arn:aws:sns:eu-west-1:1111:drift", null)]
    [InlineData("arn:aws:sns:eu-west-1:111122223333:drift:52bc", null)]
    [InlineData("drift", null)]
    [InlineData(null, null)]
    public void A_topic_says_where_it_is_called(string? topic, string? region) => Sns.RegionOf(topic).ShouldBe(region);

    private protected override void ShouldBeWithinLimits(string message) => message.ShouldNotContain('\u202e');
}

public sealed class SnsJsonTests() : SnsSinkSuite("json", "drift.fifo")
{
    [Fact]
    public async Task A_fifo_topic_keeps_the_news_of_a_drift_in_order_and_knows_a_repeated_one()
    {
        using var sink = Sink(new(AlertContext.Empty, new SinkClients(), TimeProvider.System));
        var finding = Facts.Finding(Facts.Event("e1"), Verdict.Drift, "D-1");

        await sink.TellAsync(new DriftNews("A-1", "", new("A-1", finding, null, 1)), Cancel);

        var sent = Published.ShouldHaveSingleItem();
        (sent["MessageGroupId"], sent["MessageDeduplicationId"]).ShouldBe(("D-1", "A-1"));
    }

    private protected override void ShouldBeWithinLimits(string message) => JsonNode.Parse(message)!["alert"]!.GetValue<string>().ShouldStartWith("A-");
}
