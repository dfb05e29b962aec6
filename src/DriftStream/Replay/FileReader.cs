using System.Buffers.Binary;
using System.Security.Cryptography;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;
using DriftStream.Replay.Sources;

namespace DriftStream.Replay;

/// <summary>Reads one file after another into events that are ready to be judged. Safe to use from several threads.</summary>
internal sealed class FileReader(JudgeDoor door, ReplayRequest request)
{
    private const int NamedPerFile = 5;

    public async Task<FileReading> ReadAsync(ArchiveObject file, CancellationToken cancellation)
    {
        var content = await FileContent.ReadAsync(file, request.Limits, cancellation);
        request.Digests?.Saw(file.Name, file.Key, content.Bytes.Span);
        var reading = new FileReading();
        if (content.Problem is { } problem)
        {
            reading.Problems.Add(new(file.Name, problem));
        }

        foreach (var item in content.Bytes.IsEmpty ? [] : door.Split(content.Bytes))
        {
            cancellation.ThrowIfCancellationRequested();
            Take(item, file, reading);
        }

        if (reading.Unreadable > NamedPerFile)
        {
            reading.Problems.Add(new(file.Name, $"{reading.Unreadable - NamedPerFile} more items cannot be read"));
        }

        return reading;
    }

    private void Take(EnvelopeItem item, ArchiveObject file, FileReading reading)
    {
        switch (item.Kind)
        {
            case EnvelopeItemKind.Record:
                TakeRecord(item.Bytes, file, reading);
                break;
            case EnvelopeItemKind.NotCloudTrail:
                var type = item.Note ?? "of no type";
                reading.NotCloudTrail[type] = reading.NotCloudTrail.GetValueOrDefault(type) + 1;
                break;
            default:
                AddUnreadable(item.Note ?? "an item cannot be read", file, reading);
                break;
        }
    }

    private void TakeRecord(ReadOnlyMemory<byte> bytes, ArchiveObject file, FileReading reading)
    {
        try
        {
            var change = door.Read(bytes);
            reading.Records++;
            if (SessionBook.OpenedBy(change) is { } session)
            {
                reading.Sessions.Add(session);
            }

            if (request.Filter.Keeps(change))
            {
                reading.Events.Add(Kept(change, bytes));
            }
            else
            {
                reading.LeftOut++;
            }
        }
        catch (RecordUnreadableException unreadable)
        {
            AddUnreadable(unreadable.Message, file, reading);
        }
    }

    private PastEvent Kept(CloudTrailEvent change, ReadOnlyMemory<byte> record)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(record.Span, hash);
        var settled = request.Keeping == Keeping.Verdict ? Judge.Settled(change) : null;
        return new(change.Time, change.Id, BinaryPrimitives.ReadUInt128BigEndian(hash))
        {
            Settled = settled ?? default,

            // A copy, so that one event that is kept does not keep its whole file in memory.
            Event = settled is null ? door.Read(record.ToArray()) : null,
        };
    }

    private static void AddUnreadable(string sentence, ArchiveObject file, FileReading reading)
    {
        reading.Unreadable++;
        if (reading.Unreadable <= NamedPerFile)
        {
            reading.Problems.Add(new(file.Name, sentence));
        }
    }
}
