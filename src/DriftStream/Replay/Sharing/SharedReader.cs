using DriftStream.Ingest;
using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Sharing;

/// <summary>Takes one batch after another, reads its objects and writes what is kept, until all objects of the replay are read.</summary>
/// <param name="queue">Hands out batches.</param>
/// <param name="open">The objects of a batch, to be opened.</param>
/// <param name="scan">Reads one object.</param>
/// <param name="name">What this process is called among those that read.</param>
/// <param name="time">The clock.</param>
internal sealed class SharedReader(SharedQueue queue, Func<IReadOnlyList<SharedObject>, IReadOnlyList<ArchiveObject>> open, ObjectScan scan, string name, TimeProvider time)
{
    // Another machine may have the rights, or the network, that this one lacks.
    private const int MostTries = 3;
    private static readonly TimeSpan BeforeTheNextTry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ForOthers = TimeSpan.FromSeconds(2);
    private long _read;

    /// <summary>How many objects it read before anybody else did.</summary>
    public long ObjectsRead => Interlocked.Read(ref _read);

    /// <summary>Reads until nothing is left.</summary>
    /// <param name="id">The replay.</param>
    /// <param name="replay">The same in the ledger, not used by anybody else.</param>
    /// <param name="cancellation">Ends it early; what was taken comes back.</param>
    public async Task RunAsync(string id, SharedReplay replay, CancellationToken cancellation)
    {
        replay.See(name);
        for (var failures = 0; replay.Progress() is { Left: > 0 };)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                if (await queue.TakeAsync(cancellation) is { } taken)
                {
                    await WorkAsync(id, replay, taken, cancellation);
                }

                failures = 0;
            }
            catch (Exception fault) when (IsPassing(fault, cancellation))
            {
                await Task.Delay(SqsFaults.Judge(fault, queue.Url).WaitAfter(++failures), time, cancellation);
            }
        }
    }

    private bool IsPassing(Exception fault, CancellationToken cancellation) =>
        !cancellation.IsCancellationRequested
        && fault is Amazon.Runtime.AmazonServiceException or HttpRequestException
        && SqsFaults.Judge(fault, queue.Url).Kind == SqsFaultKind.Passing;

    private async Task WorkAsync(string id, SharedReplay replay, TakenBatch taken, CancellationToken cancellation)
    {
        var batch = taken.Batch;
        if (batch.Replay != id)
        {
            await queue.HideAsync(taken, ForOthers, cancellation);
            return;
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var holding = HoldAsync(taken, ended.Token);
        var isDone = false;
        try
        {
            isDone = await ReadAsync(replay, batch, cancellation);
        }
        finally
        {
            await ended.CancelAsync();
            await holding;
        }

        await (isDone ? queue.DoneAsync(taken, cancellation) : queue.HideAsync(taken, BeforeTheNextTry, cancellation));
    }

    private async Task<bool> ReadAsync(SharedReplay replay, SharedBatch batch, CancellationToken cancellation)
    {
        var unread = replay.Unread(batch.First, batch.Last);
        var seal = new KeptSeal(batch.Key);
        var read = new List<(SharedObject, ScannedObject)>();
        foreach (var (listed, file) in unread.Zip(open(unread)))
        {
            if (await ReadAsync(replay, listed, file, seal, cancellation) is { } scanned)
            {
                read.Add((listed, scanned));
            }
        }

        Interlocked.Add(ref _read, replay.Keep(read, name));
        return read.Count == unread.Count;
    }

    // Null where it shall be tried again.
    private async Task<ScannedObject?> ReadAsync(SharedReplay replay, SharedObject listed, ArchiveObject file, KeptSeal seal, CancellationToken cancellation)
    {
        var scanned = file.ETag == listed.ETag ? await scan.ReadAsync(file, listed.Number, seal, cancellation) : Changed(listed);
        var tries = scanned.WasRefused ? replay.Failed(listed, scanned.Reading.Problems[^1].Sentence, name) : 0;
        return tries is > 0 and < MostTries ? null : scanned;
    }

    private static ScannedObject Changed(SharedObject listed) => new(
        new(null, 0, 0, new Dictionary<string, int>(), [new(listed.Name, "it is not what it was when the replay began, or not there on this machine")]), [], WasRefused: true);

    private async Task HoldAsync(TakenBatch taken, CancellationToken ended)
    {
        using var again = new PeriodicTimer(queue.Visibility / 3, time);
        try
        {
            while (await again.WaitForNextTickAsync(ended))
            {
                await queue.HideAsync(taken, queue.Visibility, ended);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // All of it is read.
        }
        catch (Exception lost) when (lost is Amazon.Runtime.AmazonServiceException or HttpRequestException)
        {
            // Somebody else gets it as well, and whoever writes first counts.
        }
    }
}
