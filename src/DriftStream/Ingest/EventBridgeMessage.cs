namespace DriftStream.Ingest;

/// <summary>A message of the queue exactly as it arrived: an EventBridge event as a rule, but it may be anything.</summary>
/// <param name="Body">The body's bytes, not yet looked at.</param>
internal sealed record EventBridgeMessage(ReadOnlyMemory<byte> Body);
