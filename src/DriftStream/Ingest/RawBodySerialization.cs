using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace DriftStream.Ingest;

/// <summary>
/// Has the bus pass every body on unread. Its own JSON deserializer fails on bodies that are not JSON objects before any
/// consumer sees them, and would parse the others a second time.
/// </summary>
internal sealed class RawBodySerialization : ISerializerFactory, IMessageDeserializer
{
    // Messages are only received here; should the bus ever send one, it is written as plain JSON.
    private static readonly SystemTextJsonRawMessageSerializer Plain = new();

    public ContentType ContentType { get; } = new("application/octet-stream");

    public IMessageSerializer CreateSerializer() => Plain;

    public IMessageDeserializer CreateDeserializer() => this;

    public ConsumeContext Deserialize(ReceiveContext receiveContext) => new BodyConsumeContext(
        receiveContext,
        Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) =>
        new RawBodyContext(
            new EventBridgeMessage(body.GetBytes()),
            new RawMessageContext(headers, destinationAddress, RawSerializerOptions.AnyMessageType),
            ContentType);

    public MessageBody GetMessageBody(string text) => new StringMessageBody(text);

    public void Probe(ProbeContext context) => context.CreateScope("raw-body").Add("contentType", ContentType.MediaType);
}
