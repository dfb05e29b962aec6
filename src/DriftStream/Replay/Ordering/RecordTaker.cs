using System.Buffers;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;
using DriftStream.Replay.Scanning;

namespace DriftStream.Replay.Ordering;

/// <summary>What one worker does with what it reads: what may matter is put by, to be judged in its turn. For one thread at a time.</summary>
internal sealed class RecordTaker(JudgeDoor door, ReplayRequest request, PutBy putBy) : IRecordTaker, IScanTaker
{
    private readonly ArrayBufferWriter<byte> _made = new(1 << 12);
    private byte[] _room = new byte[1 << 14];
    private FileNotes? _notes;
    private int _number;

    /// <summary>Whether records that opened sessions are copied even where they could be read again.</summary>
    public bool CopiesOpenings { get; init; }

    /// <summary>What finds out about records that name nothing held as soon as they are read; null: they are judged in their turn.</summary>
    public Func<CloudTrailEvent, UnheldFinding?>? FindsUnheld { get; init; }

    /// <summary>Whether records that name nothing held are passed over, as nothing about them is asked.</summary>
    public bool PassesOverUnheld { get; init; }

    /// <summary>What was read so far, from all of its files.</summary>
    public FileReading Reading { get; } = new();

    public FileNotes Notes => _notes ??= new(Reading);

    /// <summary>Goes on to another file.</summary>
    public void Begin(int number)
    {
        _number = number;
        Notes.Begin(request.Files[number]);
    }

    public void Take(ReadOnlyMemory<byte> record)
    {
        var change = door.Read(record);
        Reading.Records++;
        if (SessionBook.OpenedBy(change) is { } session)
        {
            Copy(SessionHash.Of(session.Key), record.Span);
        }

        if (request.Filter.Keeps(change))
        {
            PutBy(change, record.Span, KeptFor.Judging);
        }
        else
        {
            Reading.LeftOut++;
        }
    }

    public void Keep(ReadOnlySpan<byte> record, in ScannedPlace place, KeptFor why)
    {
        if (PassesOverUnheld && why == KeptFor.Creation)
        {
            Reading.PassedOver++;
            return;
        }

        if (_room.Length < record.Length)
        {
            _room = new byte[Math.Max(record.Length, _room.Length * 2)];
        }

        record.CopyTo(_room);
        try
        {
            var change = door.Read(_room.AsMemory(0, record.Length));
            if (why != KeptFor.Creation || FindsUnheld?.Invoke(change) is not { } found || !PutBy(change, record, found))
            {
                PutBy(change, record, why);
            }
        }
        catch (RecordUnreadableException unreadable)
        {
            Reading.Records--;
            Unreadable(unreadable.Message);
        }
    }

    public void Opening(ulong keyHash, ReadOnlySpan<byte> record, in ScannedPlace place)
    {
        if (place.IsInContent && !CopiesOpenings)
        {
            putBy.Openings.Add(new(keyHash, place.Offset, place.Length, _number));
        }
        else
        {
            Copy(keyHash, record);
        }
    }

    /// <summary>Counts what the scan of one file came to.</summary>
    public void Count(ScanResult scan)
    {
        Reading.Records += scan.Records;
        Reading.LeftOut += scan.LeftOut;
        Reading.Proven.Add(scan);
    }

    public void NotCloudTrail(string type) => Notes.NotCloudTrail(type);

    public void Unreadable(string sentence) => Notes.Unreadable(sentence);

    private void PutBy(CloudTrailEvent change, ReadOnlySpan<byte> record, KeptFor why)
    {
        var key = SortKey.Of(change, record);
        var settled = request.Keeping == Keeping.Verdict ? Judge.Settled(change) : null;
        putBy.Add(key, RecordTag.Of(settled, why), settled is null ? record : []);
        if (settled is null)
        {
            putBy.Ask(SessionBook.AskedBy(change));
            request.Origins?.Note(key.Print, request.Files[_number].Key);
        }
    }

    private bool PutBy(CloudTrailEvent change, ReadOnlySpan<byte> record, UnheldFinding found)
    {
        if (found.Verdict == Verdict.Unmanaged)
        {
            _made.ResetWrittenCount();
            MadeSomething.Write(found, change, _made);
            putBy.Add(SortKey.Of(change, record), RecordTag.Made, _made.WrittenSpan);
            putBy.Ask(SessionBook.AskedBy(change));
            return true;
        }

        if (RecordTag.Of(found) is not { } tag)
        {
            return false;
        }

        putBy.Add(SortKey.Of(change, record), tag, []);
        return true;
    }

    private void Copy(ulong keyHash, ReadOnlySpan<byte> record) =>
        putBy.Openings.Add(new(keyHash, putBy.Copies.Append(record), record.Length, OpeningPlace.Copied));
}
