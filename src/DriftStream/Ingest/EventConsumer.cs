using MassTransit;

namespace DriftStream.Ingest;

/// <summary>Where the bus hands a message over; a message that cannot be taken throws, and the queue keeps it.</summary>
internal sealed class EventConsumer(TakeMessage take) : IConsumer<EventBridgeMessage>
{
    public Task Consume(ConsumeContext<EventBridgeMessage> context) =>
        take(context.Message.Body, context.CancellationToken);
}
