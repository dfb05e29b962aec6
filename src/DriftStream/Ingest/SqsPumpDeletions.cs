using System.Threading.Channels;

namespace DriftStream.Ingest;

/// <summary>Deletes finished messages, as many at once as have gathered while the last batch was under way.</summary>
internal sealed partial class SqsPumpDeletions(SqsPumpQueue queue, ILogger<SqsPumpDeletions> logger)
{
    // When full, finished messages keep their place, so that nothing new is received until SQS deletes again.
    private const int Capacity = 1000;

    private readonly Channel<string> _finished =
        Channel.CreateBounded<string>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    /// <summary>Has a message deleted; waits when too many wait already.</summary>
    public async ValueTask AddAsync(string receipt)
    {
        while (await _finished.Writer.WaitToWriteAsync())
        {
            if (_finished.Writer.TryWrite(receipt))
            {
                return;
            }
        }

        NotDeleted(1, "finished after the stop");
    }

    /// <summary>No more will be added; <see cref="RunAsync"/> ends once the rest is deleted.</summary>
    public void Complete() => _finished.Writer.Complete();

    public async Task RunAsync(CancellationToken giveUp)
    {
        var batch = new List<string>(SqsPumpQueue.BatchSize);
        while (await _finished.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < SqsPumpQueue.BatchSize && _finished.Reader.TryRead(out var receipt))
            {
                batch.Add(receipt);
            }

            await DeleteAsync(batch, giveUp);
        }
    }

    private async Task DeleteAsync(List<string> receipts, CancellationToken giveUp)
    {
        try
        {
            foreach (var entry in await queue.DeleteAsync(receipts, giveUp))
            {
                NotDeleted(1, entry.Code);
            }
        }
        catch (Exception problem)
        {
            // The messages come back once their visibility timeout ends, and the ledger knows their events.
            NotDeleted(receipts.Count, problem.Message);
        }
    }

    [LoggerMessage(1020, LogLevel.Warning, "{Count} finished messages could not be deleted ({Problem}): they come back and count as duplicates")]
    private partial void NotDeleted(int count, string? problem);
}
