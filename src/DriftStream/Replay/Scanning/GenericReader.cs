using System.Runtime.InteropServices;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;

namespace DriftStream.Replay.Scanning;

/// <summary>Reads what the scanner leaves: records in any wrapping, and those that only a JSON reader can tell anything about.</summary>
internal sealed class GenericReader(RecordFilter filter, IScanTaker taker, ScanCounts counts)
{
    /// <summary>Takes the items of a content and says how many there were.</summary>
    /// <param name="content">The content, or what is left of it.</param>
    /// <param name="cut">What is missing in it.</param>
    /// <param name="known">How many of its first items were taken before.</param>
    public int Take(byte[] content, EnvelopeCut cut, int known)
    {
        var items = 0;
        foreach (var item in Envelope.Split(content, cut))
        {
            if (items++ >= known)
            {
                Take(item, PlaceOf(item.Bytes, content, cut));
            }
        }

        return items;
    }

    private void Take(EnvelopeItem item, ScannedPlace place)
    {
        switch (item.Kind)
        {
            case EnvelopeItemKind.Record:
                TakeRecord(item.Bytes, place);
                break;
            case EnvelopeItemKind.NotCloudTrail:
                taker.NotCloudTrail(item.Note ?? "of no type");
                break;
            default:
                taker.Unreadable(item.Note ?? "an item cannot be read");
                break;
        }
    }

    private void TakeRecord(ReadOnlyMemory<byte> record, ScannedPlace place)
    {
        try
        {
            Take(EventReader.Read(record), record.Span, place);
        }
        catch (RecordUnreadableException unreadable)
        {
            taker.Unreadable(unreadable.Message);
        }
    }

    private void Take(CloudTrailEvent change, ReadOnlySpan<byte> record, ScannedPlace place)
    {
        counts.Records++;
        if (SessionBook.OpenedBy(change) is { } session)
        {
            counts.Openings++;
            taker.Opening(SessionHash.Of(session.Key), record, place);
        }

        if (!filter.Asked.Keeps(change))
        {
            counts.LeftOut++;
            return;
        }

        switch (filter.KeepsAll ? null : Judge.Settled(change))
        {
            case Verdict.Failed:
                counts.Refused++;
                break;
            case Verdict.ReadOnly:
                counts.ReadOnly++;
                break;
            default:
                counts.Kept++;
                taker.Keep(record, place, KeptFor.Judging);
                break;
        }
    }

    private static ScannedPlace PlaceOf(ReadOnlyMemory<byte> record, byte[] content, EnvelopeCut cut) =>
        MemoryMarshal.TryGetArray(record, out var part) && part.Array == content
            ? new(part.Offset < cut.At ? part.Offset : part.Offset + cut.Bytes, part.Count)
            : ScannedPlace.Carried(record.Length);
}
