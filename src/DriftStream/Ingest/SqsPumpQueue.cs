using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.Options;

namespace DriftStream.Ingest;

/// <summary>The calls that the pump makes to its one queue. Where SQS sent no elements, the client leaves a collection null.</summary>
internal sealed class SqsPumpQueue(IAmazonSQS sqs, QueueAddress address, IOptions<QueueOptions> options)
{
    /// <summary>The most entries that SQS takes in one batch, and hands out in one receive.</summary>
    public const int BatchSize = 10;

    private readonly string _url = address.Url.OriginalString;

    public Uri Url => address.Url;

    /// <summary>How often SQS has handed the message out, this time included.</summary>
    public static int ReceiveCountOf(Message message) =>
        int.TryParse(message.Attributes?.GetValueOrDefault(MessageSystemAttributeName.ApproximateReceiveCount), CultureInfo.InvariantCulture, out var count) ? count : 1;

    /// <summary>When the message was put into the queue; null where SQS does not say.</summary>
    public static DateTimeOffset? SentAt(Message message) =>
        long.TryParse(message.Attributes?.GetValueOrDefault(MessageSystemAttributeName.SentTimestamp), CultureInfo.InvariantCulture, out var at) ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    public async Task<SqsPumpTraits> DescribeAsync(CancellationToken cancellation)
    {
        var request = new GetQueueAttributesRequest { QueueUrl = _url, AttributeNames = [QueueAttributeName.VisibilityTimeout, QueueAttributeName.RedrivePolicy] };
        var attributes = (await sqs.GetQueueAttributesAsync(request, cancellation)).Attributes ?? [];
        var seconds = int.Parse(attributes.GetValueOrDefault(QueueAttributeName.VisibilityTimeout, "30"), CultureInfo.InvariantCulture);
        return new SqsPumpTraits(TimeSpan.FromSeconds(Math.Max(1, seconds)), attributes.ContainsKey(QueueAttributeName.RedrivePolicy));
    }

    public async Task<IReadOnlyList<Message>> ReceiveAsync(int atMost, CancellationToken cancellation)
    {
        var request = new ReceiveMessageRequest
        {
            QueueUrl = _url,
            MaxNumberOfMessages = atMost,
            WaitTimeSeconds = options.Value.WaitSeconds,
            MessageSystemAttributeNames = [MessageSystemAttributeName.ApproximateReceiveCount, MessageSystemAttributeName.SentTimestamp],
        };
        return (await sqs.ReceiveMessageAsync(request, cancellation)).Messages ?? [];
    }

    /// <summary>Deletes up to <see cref="BatchSize"/> messages.</summary>
    /// <returns>Those that failed; an entry's id is the place in <paramref name="receipts"/>.</returns>
    public async Task<IReadOnlyList<BatchResultErrorEntry>> DeleteAsync(IReadOnlyList<string> receipts, CancellationToken cancellation)
    {
        var request = new DeleteMessageBatchRequest
        {
            QueueUrl = _url,
            Entries = [.. receipts.Select((receipt, i) => new DeleteMessageBatchRequestEntry { Id = Id(i), ReceiptHandle = receipt })],
        };
        return (await sqs.DeleteMessageBatchAsync(request, cancellation)).Failed ?? [];
    }

    /// <summary>Hides up to <see cref="BatchSize"/> messages for so long from now.</summary>
    /// <returns>Those that failed; an entry's id is the place in <paramref name="receipts"/>.</returns>
    public async Task<IReadOnlyList<BatchResultErrorEntry>> HideAsync(
        IReadOnlyList<string> receipts, TimeSpan time, CancellationToken cancellation)
    {
        var request = new ChangeMessageVisibilityBatchRequest
        {
            QueueUrl = _url,
            Entries = [.. receipts.Select((receipt, i) => new ChangeMessageVisibilityBatchRequestEntry
            {
                Id = Id(i),
                ReceiptHandle = receipt,
                VisibilityTimeout = (int)Math.Ceiling(time.TotalSeconds),
            })],
        };
        return (await sqs.ChangeMessageVisibilityBatchAsync(request, cancellation)).Failed ?? [];
    }

    private static string Id(int place) => place.ToString(CultureInfo.InvariantCulture);
}
