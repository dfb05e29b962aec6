using System.Diagnostics.CodeAnalysis;
using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace DriftStream.Ingest;

/// <summary>Says to the bus that a body is an <see cref="EventBridgeMessage"/>, whatever its bytes.</summary>
internal sealed class RawBodyContext(EventBridgeMessage body, MessageContext headers, ContentType contentType)
    : SystemTextJsonRawSerializerContext(
        SystemTextJsonMessageSerializer.Instance,
        SystemTextJsonMessageSerializer.Options,
        contentType,
        headers,
        [],
        RawSerializerOptions.AnyMessageType,
        message: default)
{
    public override bool TryGetMessage<T>([NotNullWhen(true)] out T? message)
        where T : class
    {
        message = body as T;
        return message is not null;
    }

    public override bool TryGetMessage(Type messageType, [NotNullWhen(true)] out object? message)
    {
        message = messageType.IsInstanceOfType(body) ? body : null;
        return message is not null;
    }
}
