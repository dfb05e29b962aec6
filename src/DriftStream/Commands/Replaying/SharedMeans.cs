using Amazon.Runtime;
using Amazon.SQS;
using DriftStream.Ingest;
using DriftStream.Ledger;
using DriftStream.Replay.Sharing;

namespace DriftStream.Commands.Replaying;

/// <summary>What the machines of a shared replay have in common: the ledger and the queue.</summary>
internal sealed class SharedMeans(LedgerDatabase ledger, IAmazonSQS sqs, Uri queue, TimeSpan visibility, TimeProvider time) : IDisposable
{
    /// <summary>The ledger.</summary>
    public LedgerDatabase Ledger => ledger;

    /// <summary>The queue.</summary>
    public SharedQueue Queue { get; } = new(sqs, queue, visibility);

    /// <summary>From what the key is made that seals what is kept; null: a random one, which ends with the process.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether what was kept stays in the ledger.</summary>
    public bool Keeps { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>A replay in the ledger.</summary>
    public SharedReplay Replay(string id) => new(ledger, id, time);

    /// <summary>Does something with the queue; where that fails, one sentence says why.</summary>
    /// <exception cref="FailureException">The queue cannot be used.</exception>
    public async Task AskAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (fault is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            throw new FailureException($"The queue {queue} cannot be used: {SqsFaults.Meaning(fault)}.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => sqs.Dispose();
}
