using DriftStream.Ingest;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ingest;

public sealed class QueueOptionsTests
{
    [Fact]
    public void The_defaults_need_nothing_but_a_queue() => Mistakes(new QueueOptions()).ShouldBeEmpty();

    [Theory]
    [InlineData("driftstream")]
    [InlineData("arn:aws:sqs:eu-west-1:111122223333:driftstream")]
    [InlineData("https://sqs.eu-west-1.amazonaws.com/")]
    [InlineData("ftp://example.com/queue")]
    public void What_is_no_queue_address_is_reported(string url)
    {
        var options = new QueueOptions { Url = new Uri(url, UriKind.RelativeOrAbsolute) };

        Mistakes(options).ShouldHaveSingleItem().ShouldStartWith($"Queue:Url ({url}) is not the address of a queue");
    }

    [Fact]
    public void Every_mistake_is_reported_at_once_with_its_key_value_and_harm()
    {
        var options = new QueueOptions
        {
            Concurrency = 0,
            Receivers = 0,
            WaitSeconds = 21,
            HandlingLimit = TimeSpan.FromHours(13),
            DrainLimit = TimeSpan.FromSeconds(-1),
            FirstRetry = TimeSpan.FromMinutes(6),
        };

        Mistakes(options).ShouldBe(
        [
            "Queue:Concurrency (0) is not from 1 to 1000: no message could be worked on, or more than one process can hold.",
            "Queue:Receivers (0) is not from 1 to Concurrency (0): nothing would be received, or receivers would wait for each other's place.",
            "Queue:WaitSeconds (21) is not from 0 to 20: SQS would refuse every receive call.",
            "Queue:HandlingLimit (13:00:00) is not above zero and at most 12:00:00: no message could be finished, or SQS would hand out one that is still being worked on.",
            "Queue:DrainLimit (-00:00:01) is below zero: DriftStream could not stop in order.",
            "Queue:FirstRetry (00:06:00) and LongestRetry (00:05:00) do not satisfy 0 <= FirstRetry <= LongestRetry <= 12:00:00: SQS would refuse to hide a message that failed.",
        ]);
    }

    private static IEnumerable<string> Mistakes(QueueOptions options) =>
        new QueueOptions.Validator().Validate(null, options).Failures ?? [];
}
