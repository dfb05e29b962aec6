namespace DriftStream.Core.CloudTrail;

/// <summary>Takes records out of whatever they came wrapped in, recognised by content.</summary>
public static class Envelope
{
    /// <summary>Every item of a file, a line or a message, in order. Never throws for what the bytes contain.</summary>
    public static IEnumerable<EnvelopeItem> Split(ReadOnlyMemory<byte> content) => throw new NotImplementedException($"{content.Length}");
}
