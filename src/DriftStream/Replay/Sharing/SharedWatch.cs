namespace DriftStream.Replay.Sharing;

/// <summary>Hands out a replay's objects and waits until all are read.</summary>
/// <param name="id">The replay's id.</param>
/// <param name="replay">The same in the ledger.</param>
/// <param name="queue">Takes the batches.</param>
/// <param name="seal">With what machines seal what they keep.</param>
/// <param name="time">The clock.</param>
internal sealed class SharedWatch(string id, SharedReplay replay, SharedQueue queue, KeptSeal seal, TimeProvider time)
{
    private const int MostObjects = 32;
    private const int EnoughBatches = 64;
    private const long MostBytes = 8 << 20;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(10);

    /// <summary>Told how far it is, now and then.</summary>
    public required Func<string, Task> Tell { get; init; }

    /// <summary>Told of objects that were read.</summary>
    public required ReplayProgress Progress { get; init; }

    /// <summary>Hands out what is not read, and waits.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var (first, last) = (await HandOutAsync(cancellation), default(SharedProgress));
        var (told, moved) = (began, began);
        while (replay.Progress() is { } now)
        {
            if (now != last)
            {
                Count(last ?? first, now);
                (last, moved) = (now, time.GetTimestamp());
            }

            if (now.Left == 0)
            {
                await Tell(now.Told(first.ObjectsRead, time.GetElapsedTime(began)));
                return;
            }

            if (time.GetElapsedTime(told) >= Rhythm)
            {
                told = time.GetTimestamp();
                replay.Touch();
                await Tell(now.Told(first.ObjectsRead, time.GetElapsedTime(began)));
            }

            if (now.Readers > 0 && time.GetElapsedTime(moved) >= 4 * queue.Visibility)
            {
                // A batch may have gone to a dead-letter queue, or its time in the queue was over. Twice does no harm.
                moved = time.GetTimestamp();
                await HandOutAsync(cancellation);
            }

            await Task.Delay(Look, time, cancellation);
        }
    }

    /// <summary>Objects that follow each other and are not too much for one machine to lose.</summary>
    internal static IEnumerable<(long First, long Last)> Batches(IReadOnlyList<SharedObject> objects)
    {
        // Few objects are spread over many machines, too.
        var most = Math.Clamp(objects.Count / EnoughBatches, 1, MostObjects);
        for (var at = 0; at < objects.Count;)
        {
            var (from, bytes) = (at, 0L);
            do
            {
                bytes += objects[at++].Size ?? MostBytes;
            }
            while (at < objects.Count && at - from < most && bytes + (objects[at].Size ?? MostBytes) <= MostBytes);

            yield return (objects[from].Number, objects[at - 1].Number);
        }
    }

    private async Task<SharedProgress> HandOutAsync(CancellationToken cancellation)
    {
        var batches = Batches(replay.Unread(0, long.MaxValue)).Select(b => new SharedBatch(id, b.First, b.Last, seal.Key));
        await queue.SendAsync(batches, cancellation);
        return replay.Progress() ?? new(0, 0, 0, 0, 0);
    }

    private void Count(SharedProgress before, SharedProgress now)
    {
        for (var read = before.ObjectsRead; read < now.ObjectsRead; read++)
        {
            Progress.FileRead();
        }

        Progress.Read(now.BytesRead - before.BytesRead, records: 0);
    }
}
