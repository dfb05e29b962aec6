using System.Globalization;
using System.Text.Json;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace DriftStream.Replay.Sharing;

/// <summary>The queue that hands out batches.</summary>
/// <param name="sqs">The client.</param>
/// <param name="address">The queue.</param>
/// <param name="visibility">How long nobody else gets a batch that somebody took and then said nothing more about.</param>
internal sealed class SharedQueue(IAmazonSQS sqs, Uri address, TimeSpan visibility)
{
    private const int MostInOneCall = 10;
    private const int WaitSeconds = 1;
    private readonly string _url = address.OriginalString;

    /// <summary>Where it is.</summary>
    public Uri Url => address;

    /// <summary>How long nobody else gets a batch that somebody took and then said nothing more about.</summary>
    public TimeSpan Visibility => visibility;

    /// <summary>Puts batches into the queue.</summary>
    public async Task SendAsync(IEnumerable<SharedBatch> batches, CancellationToken cancellation)
    {
        foreach (var some in batches.Chunk(MostInOneCall))
        {
            var request = new SendMessageBatchRequest { QueueUrl = _url, Entries = [.. some.Select(Entry)] };
            if ((await sqs.SendMessageBatchAsync(request, cancellation)).Failed is [var failed, ..])
            {
                throw new AmazonSQSException($"a batch was not taken ({failed.Code}: {failed.Message})") { ErrorCode = failed.Code };
            }
        }
    }

    /// <summary>Takes a batch; null where there is none now. A message that is none is left to whoever put it there.</summary>
    public async Task<TakenBatch?> TakeAsync(CancellationToken cancellation)
    {
        var request = new ReceiveMessageRequest { QueueUrl = _url, MaxNumberOfMessages = 1, WaitTimeSeconds = WaitSeconds, VisibilityTimeout = Seconds(visibility) };
        return (await sqs.ReceiveMessageAsync(request, cancellation)).Messages is [var message, ..] && Read(message.Body) is { } batch
            ? new(batch, message.ReceiptHandle)
            : null;
    }

    /// <summary>Nobody else gets it for so long from now.</summary>
    public Task HideAsync(TakenBatch taken, TimeSpan time, CancellationToken cancellation) =>
        sqs.ChangeMessageVisibilityAsync(new() { QueueUrl = _url, ReceiptHandle = taken.Receipt, VisibilityTimeout = Seconds(time) }, cancellation);

    /// <summary>All of it is read.</summary>
    public Task DoneAsync(TakenBatch taken, CancellationToken cancellation) =>
        sqs.DeleteMessageAsync(new DeleteMessageRequest { QueueUrl = _url, ReceiptHandle = taken.Receipt }, cancellation);

    private static SendMessageBatchRequestEntry Entry(SharedBatch batch, int place) =>
        new() { Id = place.ToString(CultureInfo.InvariantCulture), MessageBody = JsonSerializer.Serialize(batch, SharingJson.Default.SharedBatch) };

    private static SharedBatch? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, SharingJson.Default.SharedBatch) is { Replay: not null, Key: not null } batch ? batch : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}

/// <summary>A batch that was taken, and by what the queue knows that.</summary>
internal sealed record TakenBatch(SharedBatch Batch, string Receipt);
