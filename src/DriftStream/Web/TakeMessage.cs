using DriftStream.Ingest;

namespace DriftStream.Web;

/// <summary>Takes one message of any envelope kind; completes when everything in it is in the ledger.</summary>
/// <exception cref="UnreadableMessageException">An item cannot be read; its readable neighbours are in the ledger all the same.</exception>
internal delegate Task<IntakeResult> TakeMessage(ReadOnlyMemory<byte> message, CancellationToken cancellation);
