namespace DriftStream.Ingest;

/// <summary>What the pump must know of the queue itself.</summary>
/// <param name="Visibility">How long SQS hides a message that it handed out.</param>
/// <param name="HasDeadLetters">Whether SQS moves a message that fails again and again to a dead-letter queue.</param>
internal sealed record SqsPumpTraits(TimeSpan Visibility, bool HasDeadLetters);
