using System.Buffers.Binary;
using DriftStream.Replay.Ordering;
using DriftStream.Replay.Recording;

namespace DriftStream.Replay.Sharing;

/// <summary>Puts by what was kept of a shared replay, as if it had been read here.</summary>
/// <param name="replay">The replay.</param>
/// <param name="seal">Opens what was kept.</param>
internal sealed class SharedGathering(SharedReplay replay, KeptSeal seal)
{
    /// <summary>Is told where records were read; null: nobody wants to know.</summary>
    public RecordOrigins? Origins { get; init; }

    /// <summary>Puts it by.</summary>
    public FileReading Gather(OrderingStore store, CancellationToken cancellation)
    {
        var all = new FileReading();
        foreach (var reading in replay.Readings())
        {
            reading.AddTo(all);
        }

        var putBy = store.ForWorker();
        var keys = Origins is null ? null : replay.Keys();
        foreach (var (number, part, content) in replay.Kept())
        {
            cancellation.ThrowIfCancellationRequested();
            KeptItems.Read(seal.Open(content, number, part), (kind, item) => PutBy(putBy, kind, item.Span, keys?[number]));
        }

        return all;
    }

    private void PutBy(PutBy putBy, KeptKind kind, ReadOnlySpan<byte> item, string? file)
    {
        switch (kind)
        {
            case KeptKind.Record:
                var entry = new SortEntry(item);
                putBy.Add(new(entry.Ticks, entry.Id.ToString(), entry.Print), entry.Tag, entry.Payload);
                if (file is not null)
                {
                    Origins?.Note(entry.Print, file);
                }

                break;
            case KeptKind.Opening:
                var record = item[sizeof(ulong)..];
                putBy.Openings.Add(new(BinaryPrimitives.ReadUInt64LittleEndian(item), putBy.Copies.Append(record), record.Length, OpeningPlace.Copied));
                break;
            default:
                putBy.Asked.Add(BinaryPrimitives.ReadUInt64LittleEndian(item));
                break;
        }
    }
}
