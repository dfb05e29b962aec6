using DriftStream.Core.CloudTrail;
using DriftStream.Replay.Sources;

namespace DriftStream.Replay;

/// <summary>Reads whole files, whatever their records are wrapped in, and hands on what is in them.</summary>
internal sealed class FileReader(JudgeDoor door, ReplayRequest request, IRecordTaker taker)
{
    /// <summary>Reads a file.</summary>
    public async Task ReadAsync(ArchiveObject file, CancellationToken cancellation)
    {
        var content = await FileContent.ReadAsync(file, request.Limits, cancellation);
        request.Digests?.SawWhole(file.Name, file.Key, content.Bytes.Span);
        taker.Notes.Begin(file);
        foreach (var item in content.Bytes.IsEmpty ? [] : door.Split(content.Bytes))
        {
            cancellation.ThrowIfCancellationRequested();
            Take(item);
        }

        taker.Notes.End(content.Problem);
    }

    private void Take(EnvelopeItem item)
    {
        switch (item.Kind)
        {
            case EnvelopeItemKind.Record:
                TakeRecord(item.Bytes);
                break;
            case EnvelopeItemKind.NotCloudTrail:
                taker.Notes.NotCloudTrail(item.Note ?? "of no type");
                break;
            default:
                taker.Notes.Unreadable(item.Note ?? "an item cannot be read");
                break;
        }
    }

    private void TakeRecord(ReadOnlyMemory<byte> record)
    {
        try
        {
            taker.Take(record);
        }
        catch (RecordUnreadableException unreadable)
        {
            taker.Notes.Unreadable(unreadable.Message);
        }
    }
}
