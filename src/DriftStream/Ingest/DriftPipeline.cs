namespace DriftStream.Ingest;

/// <summary>The one way of an event through the live service: envelope, judge, ledger. Queue and HTTP intake both end here.</summary>
internal sealed class DriftPipeline
{
    /// <summary>Takes one message of any envelope kind; completes when everything in it is committed to the ledger.</summary>
    /// <exception cref="UnreadableMessageException">An item of the message cannot be read; its readable neighbours are committed all the same.</exception>
    public Task<IntakeResult> ProcessAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation) =>
        throw new NotImplementedException($"{message.Length}{cancellation}");
}

/// <summary>What became of one message.</summary>
/// <param name="Judged">Records judged now.</param>
/// <param name="Duplicates">Records that the ledger already held.</param>
/// <param name="NotCloudTrail">Items that are no CloudTrail records (other detail types): counted, not judged.</param>
internal sealed record IntakeResult(int Judged, int Duplicates, int NotCloudTrail);

/// <summary>A message that will never be readable: it belongs into the dead-letter queue. The message is one sentence without the body.</summary>
internal sealed class UnreadableMessageException(string message) : Exception(message);
