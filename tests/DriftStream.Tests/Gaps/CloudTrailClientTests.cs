using Amazon.CloudTrail;
using Amazon.CloudTrail.Model;
using Amazon.Runtime;
using DriftStream.Gaps;
using DriftStream.Tests.LocalAws;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Gaps;

public sealed class CloudTrailClientTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changing_events_of_one_region_and_time_come_newest_first()
    {
        await using var aws = await LocalAwsServer.StartAsync(new SkippingTime(History.Start));
        aws.CloudTrail.Add(
            History.Record("old", History.Start.AddHours(-3)), History.Record("first", History.Start.AddMinutes(-20)), History.Record("second", History.Start.AddMinutes(-10)),
            History.Record("read", History.Start.AddMinutes(-15), readOnly: true), History.Record("elsewhere", History.Start.AddMinutes(-15), region: "us-east-1"));
        using var client = History.Client(aws, History.Region);

        var answer = await client.LookupEventsAsync(Asking(History.Start.AddHours(-1)), Cancellation);

        answer.Events!.Select(e => e.EventId).ShouldBe(["second", "first"]);
        answer.Events![0].CloudTrailEvent!.ShouldContain("\"eventID\":\"second\"");
        answer.NextToken.ShouldBeNull();
    }

    [Fact]
    public async Task Pages_follow_each_other_and_a_third_call_within_a_second_is_refused()
    {
        var time = new ManualTime();
        await using var aws = await LocalAwsServer.StartAsync(time);
        aws.CloudTrail.Add(Enumerable.Range(0, 120).Select(i => History.Record($"e{i:000}", time.GetUtcNow().AddMinutes(-5))));
        using var client = History.Client(aws, History.Region);
        var request = Asking(time.GetUtcNow().AddHours(-1), time.GetUtcNow());

        var first = await client.LookupEventsAsync(request, Cancellation);
        request.NextToken = first.NextToken;
        var second = await client.LookupEventsAsync(request, Cancellation);
        request.NextToken = second.NextToken;
        var refused = await Should.ThrowAsync<AmazonCloudTrailException>(() => client.LookupEventsAsync(request, Cancellation));
        time.Advance(TimeSpan.FromSeconds(1));
        var third = await client.LookupEventsAsync(request, Cancellation);

        refused.ErrorCode.ShouldBe("ThrottlingException");
        new[] { first, second, third }.SelectMany(p => p.Events!).Select(e => e.EventId).Distinct().Count().ShouldBe(120);
        third.NextToken.ShouldBeNull();
    }

    [Fact]
    public async Task A_token_is_good_for_its_own_question_only()
    {
        await using var aws = await LocalAwsServer.StartAsync(new SkippingTime(History.Start));
        aws.CloudTrail.Add(Enumerable.Range(0, 60).Select(i => History.Record($"e{i:000}", History.Start.AddMinutes(-5))));
        using var client = History.Client(aws, History.Region);
        var first = await client.LookupEventsAsync(Asking(History.Start.AddHours(-1)), Cancellation);
        var other = Asking(History.Start.AddHours(-2));
        other.NextToken = first.NextToken;

        var refused = await Should.ThrowAsync<AmazonCloudTrailException>(() => client.LookupEventsAsync(other, Cancellation));

        refused.ErrorCode.ShouldBe("InvalidNextTokenException");
    }

    [Fact]
    public async Task Calls_with_a_wrong_secret_are_refused()
    {
        await using var aws = await LocalAwsServer.StartAsync();
        using var client = History.Client(aws, History.Region, "some-other-secret");

        var refused = await Should.ThrowAsync<AmazonCloudTrailException>(() => client.LookupEventsAsync(Asking(History.Start), Cancellation));

        refused.ErrorCode.ShouldBe("SignatureDoesNotMatch");
    }

    [Theory]
    [InlineData("eu-west-1", "https://cloudtrail.eu-west-1.amazonaws.com/")]
    [InlineData("us-gov-west-1", "https://cloudtrail.us-gov-west-1.amazonaws.com/")]
    [InlineData("cn-north-1", "https://cloudtrail.cn-north-1.amazonaws.com.cn/")]
    public void Each_region_has_its_own_address(string region, string address)
    {
        var config = CloudTrailClients.Config(region);

        config.DetermineServiceOperationEndpoint(new(new LookupEventsRequest())).URL.TrimEnd('/').ShouldBe(address.TrimEnd('/'));
    }

    private static LookupEventsRequest Asking(DateTimeOffset from, DateTimeOffset? until = null) => new()
    {
        StartTime = from.UtcDateTime,
        EndTime = (until ?? History.Start).UtcDateTime,
        LookupAttributes = [new() { AttributeKey = "ReadOnly", AttributeValue = "false" }],
        MaxResults = 50,
    };
}
