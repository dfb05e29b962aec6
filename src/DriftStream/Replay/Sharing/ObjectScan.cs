using System.Text.Json;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Replay.Distilling;
using DriftStream.Replay.Ordering;
using DriftStream.Replay.Scanning;
using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Sharing;

/// <summary>Reads one object as any replay does, and gives what is kept of it to be judged elsewhere.</summary>
/// <param name="door">The way from bytes to events.</param>
/// <param name="request">What is asked about.</param>
/// <param name="filter">By what is proven that a record need not be judged.</param>
internal sealed class ObjectScan(JudgeDoor door, ReplayRequest request, RecordFilter filter)
{
    /// <summary>Reads an object.</summary>
    public async Task<ScannedObject> ReadAsync(ArchiveObject file, long number, KeptSeal seal, CancellationToken cancellation)
    {
        var one = request with { Files = [file], Progress = new() };
        using var store = new OrderingStore(one);
        using var inputs = new InputStreams(one);
        var putBy = store.ForWorker();
        var taker = new RecordTaker(door, one, putBy) { CopiesOpenings = true };
        using var scan = new FileScan(filter, inputs, one, taker);
        await scan.ReadAsync(0, cancellation);

        var kept = new KeptItems(seal, number);
        var records = store.Records(cancellation);
        while (records.MoveNext())
        {
            kept.Add(KeptKind.Record, records.CurrentBytes);
        }

        KeepOpenings(putBy, kept);
        foreach (var hash in putBy.Asked)
        {
            kept.Add(KeptKind.Asked, hash, []);
        }

        return new(ObjectReading.Of(taker.Reading, scan.Result), kept.Complete(), scan.Result is null);
    }

    // Only what says who opened a session is handed on; in session tokens nobody is interested.
    private void KeepOpenings(PutBy putBy, KeptItems kept)
    {
        foreach (var place in putBy.Openings.All())
        {
            var record = new byte[place.Length];
            putBy.Copies.ReadAll(place.Offset, record);
            if (Reduced(record) is { } reduced)
            {
                kept.Add(KeptKind.Opening, place.KeyHash, reduced.Span);
            }
        }
    }

    private ReadOnlyMemory<byte>? Reduced(byte[] record)
    {
        try
        {
            return SessionBook.OpenedBy(door.Read(record)) is null ? null : ReducedOpening.Of(record);
        }
        catch (Exception unreadable) when (unreadable is RecordUnreadableException or JsonException)
        {
            return null;
        }
    }
}

/// <summary>What reading one object gave.</summary>
/// <param name="Reading">What was counted.</param>
/// <param name="Parts">What is kept, packed and sealed.</param>
/// <param name="WasRefused">Whether it could not be read to its end; another machine, or another time, may see more.</param>
internal sealed record ScannedObject(ObjectReading Reading, IReadOnlyList<byte[]> Parts, bool WasRefused);
