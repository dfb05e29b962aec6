namespace DriftStream.Ingest;

/// <summary>Takes one message body, whatever wrapping it came in; completes when all of it is committed to the ledger.</summary>
/// <exception cref="UnreadableMessageException">The body can never be read; the queue's redrive policy is to park it.</exception>
internal delegate Task<IntakeResult> TakeMessage(ReadOnlyMemory<byte> body, CancellationToken cancellation);
