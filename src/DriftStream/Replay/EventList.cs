using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Replay.Ordering;

namespace DriftStream.Replay;

/// <summary>The events of a small file, all in memory.</summary>
internal sealed class EventList(JudgeDoor door) : IRecordTaker
{
    private readonly FileReading _reading = new();
    private readonly List<PastEvent> _events = [];
    private FileNotes? _notes;

    /// <summary>What was counted.</summary>
    public FileReading Reading => _reading;

    /// <summary>The sessions that the events opened.</summary>
    public List<OpenedSession> Sessions { get; } = [];

    public FileNotes Notes => _notes ??= new(_reading);

    /// <summary>The events in the order of judging.</summary>
    public List<PastEvent> InOrder()
    {
        _events.Sort();
        return _events;
    }

    public void Take(ReadOnlyMemory<byte> record)
    {
        var change = door.Read(record);
        _reading.Records++;
        _events.Add(new(change, RecordPrint.Of(record.Span)));
        if (SessionBook.OpenedBy(change) is { } session)
        {
            Sessions.Add(session);
        }
    }
}
