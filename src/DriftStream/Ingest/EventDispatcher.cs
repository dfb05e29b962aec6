using System.Globalization;
using MassTransit;
using MassTransit.Transports;
using Microsoft.Extensions.Options;

namespace DriftStream.Ingest;

/// <summary>Puts a message through the bus to <see cref="EventConsumer"/>; throws what the consumer threw.</summary>
internal sealed class EventDispatcher(
    IReceiveEndpointDispatcherFactory dispatchers,
    IOptions<QueueOptions> options,
    TimeProvider time)
{
    private const string EndpointName = "events";

    // The bus derives "redelivered" from the header that SQS gives its messages.
    private const string ReceiveCountHeader = "ApproximateReceiveCount";

    private readonly IReceiveEndpointDispatcher _endpoint = dispatchers.CreateConsumerReceiver<EventConsumer>(EndpointName);

    /// <summary>Completes when the consumer has finished with the message.</summary>
    /// <exception cref="TimeoutException">The consumer took longer than <see cref="QueueOptions.HandlingLimit"/>.</exception>
    public async Task DispatchAsync(byte[] body, string messageId, int receiveCount, CancellationToken cancellation)
    {
        var headers = new Dictionary<string, object>
        {
            [MessageHeaders.MessageId] = messageId,
            [ReceiveCountHeader] = receiveCount.ToString(CultureInfo.InvariantCulture),
        };
        using var limit = new CancellationTokenSource(options.Value.HandlingLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            await _endpoint.Dispatch(body, headers, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"it took longer than Queue:HandlingLimit ({options.Value.HandlingLimit})");
        }
    }
}
