using Amazon.SQS;
using Amazon.SQS.Model;
using DriftStream.Tests.LocalAws;
using Shouldly;

namespace DriftStream.Tests.Ingest;

/// <summary>A local queue with its dead-letter queue.</summary>
internal sealed class LocalQueues : IAsyncDisposable
{
    public const string Name = "driftstream";

    private readonly IAmazonSQS _sqs;
    private string? _deadLetters;

    private LocalQueues(LocalAwsServer aws, TimeProvider time)
    {
        (Aws, Time) = (aws, time);
        _sqs = SqsServerUnderTest.ClientOf(aws.Endpoint, LocalAwsServer.Secret);
    }

    public LocalAwsServer Aws { get; }

    public TimeProvider Time { get; }

    public string Url => new Uri(Aws.Endpoint, $"/000000000000/{Name}").AbsoluteUri;

    /// <summary>A server with both queues.</summary>
    public static async Task<LocalQueues> StartAsync(
        TimeProvider? time = null, int maxReceiveCount = 3, int visibilitySeconds = 600)
    {
        var queues = await StartWithoutQueueAsync(time);
        await queues.CreateAsync(maxReceiveCount, visibilitySeconds);
        return queues;
    }

    /// <summary>A server on which the queue is not created yet.</summary>
    public static async Task<LocalQueues> StartWithoutQueueAsync(TimeProvider? time = null)
    {
        time ??= new FastTime();
        return new LocalQueues(await LocalAwsServer.StartAsync(time), time);
    }

    public async Task CreateAsync(int maxReceiveCount = 3, int visibilitySeconds = 600)
    {
        var created = await _sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = $"{Name}-dead" });
        _deadLetters = created.QueueUrl;
        var arn = (await AttributesAsync(_deadLetters))["QueueArn"];
        var policy = $$"""{"deadLetterTargetArn":"{{arn}}","maxReceiveCount":{{maxReceiveCount}}}""";
        var attributes = new Dictionary<string, string> { ["RedrivePolicy"] = policy, ["VisibilityTimeout"] = $"{visibilitySeconds}" };
        await _sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = Name, Attributes = attributes });
    }

    /// <summary>The queue without a dead-letter queue.</summary>
    public Task CreateBareAsync() => _sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = Name });

    /// <summary>A queue that forgets soon and has no dead-letter queue.</summary>
    public Task CreateLeakyAsync() => _sqs.CreateQueueAsync(
        new CreateQueueRequest { QueueName = "leaky", Attributes = new() { ["MessageRetentionPeriod"] = "3600" } });

    public async Task SendAsync(params IReadOnlyList<string> bodies)
    {
        foreach (var body in bodies)
        {
            await _sqs.SendMessageAsync(new SendMessageRequest { QueueUrl = Url, MessageBody = body });
        }
    }

    /// <summary>Messages that can be received now, and those that are being worked on.</summary>
    public async Task<(int Visible, int Hidden)> CountAsync()
    {
        var attributes = await AttributesAsync(Url);
        return (int.Parse(attributes["ApproximateNumberOfMessages"]), int.Parse(attributes["ApproximateNumberOfMessagesNotVisible"]));
    }

    /// <summary>The next message that the redrive policy gave up on, once there is one.</summary>
    public async Task<string?> DeadLetterAsync()
    {
        var request = new ReceiveMessageRequest { QueueUrl = _deadLetters, WaitTimeSeconds = 20 };
        while (true)
        {
            if ((await _sqs.ReceiveMessageAsync(request)).Messages is [var message, ..])
            {
                return message.Body;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _sqs.Dispose();
        return Aws.DisposeAsync();
    }

    private async Task<Dictionary<string, string>> AttributesAsync(string url)
    {
        var request = new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = ["All"] };
        return (await _sqs.GetQueueAttributesAsync(request)).Attributes ?? [];
    }
}
