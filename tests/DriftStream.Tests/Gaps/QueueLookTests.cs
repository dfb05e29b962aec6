using DriftStream.Gaps;
using DriftStream.Ingest;
using DriftStream.Tests.Ingest;
using DriftStream.Tests.LocalAws;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Gaps;

public sealed class QueueLookTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_that_wait_and_dead_letters_are_counted()
    {
        await using var queues = await LocalQueues.StartAsync(TimeProvider.System);
        await queues.SendAsync("one", "two", "three");
        using var sqs = SqsServerUnderTest.ClientOf(queues.Aws.Endpoint, LocalAwsServer.Secret);
        await sqs.SendMessageAsync(new() { QueueUrl = $"{queues.Url}-dead", MessageBody = "dead" }, Cancellation);

        var reading = await Look(sqs, queues.Url).LookAsync(Cancellation);

        reading.Waiting.ShouldBe(3);
        reading.DeadLetters.ShouldBe(1);
        reading.DeadLetterQueue.ShouldBe("driftstream-dead");
        reading.Parts.Queues.Select(q => q.Name).ShouldBe(["driftstream", "driftstream-dead"]);
    }

    [Fact]
    public async Task A_dead_letter_queue_that_may_not_be_read_is_simply_not_known()
    {
        await using var queues = await LocalQueues.StartWithoutQueueAsync(TimeProvider.System);
        using var sqs = SqsServerUnderTest.ClientOf(queues.Aws.Endpoint, LocalAwsServer.Secret);
        const string Policy = """{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:elsewhere","maxReceiveCount":3}""";
        await sqs.CreateQueueAsync(new Amazon.SQS.Model.CreateQueueRequest { QueueName = LocalQueues.Name, Attributes = new() { ["RedrivePolicy"] = Policy } }, Cancellation);

        var reading = await Look(sqs, queues.Url).LookAsync(Cancellation);

        reading.Waiting.ShouldBe(0);
        reading.DeadLetters.ShouldBeNull();
        reading.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task Without_a_queue_there_is_nothing_to_say() =>
        (await new QueueLook(null, null, new QueueStatus(isConfigured: false), NullLogger<QueueLook>.Instance).LookAsync(Cancellation)).ShouldBe(QueueReading.None);

    private static QueueLook Look(Amazon.SQS.IAmazonSQS sqs, string url)
    {
        var status = new QueueStatus(isConfigured: true);
        status.Reached(DateTimeOffset.UnixEpoch);
        return new(sqs, QueueAddress.Parse(new Uri(url), null), status, NullLogger<QueueLook>.Instance);
    }
}
