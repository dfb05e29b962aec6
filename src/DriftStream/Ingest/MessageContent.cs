using DriftStream.Core.CloudTrail;

namespace DriftStream.Ingest;

/// <summary>A message taken apart: records that can be judged, and what else was in it.</summary>
/// <param name="Events">The records.</param>
/// <param name="NotCloudTrail">Detail types of what is no record.</param>
/// <param name="Unreadable">A sentence for each item that cannot be read, without its body.</param>
internal sealed record MessageContent(
    IReadOnlyList<CloudTrailEvent> Events, IReadOnlyList<string> NotCloudTrail, IReadOnlyList<string> Unreadable)
{
    // Records have some hundred bytes at least, so no message of a size that is taken comes near; a hostile one would fill the memory.
    private const int MostItems = 50_000;

    /// <summary>The longest message; the largest that SQS takes, and CloudTrail's own files, stay far below it.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>How many items the message had.</summary>
    public int ItemCount => Events.Count + NotCloudTrail.Count + Unreadable.Count;

    /// <summary>Takes a message of any envelope kind apart.</summary>
    /// <exception cref="UnreadableMessageException">It has more items than any real message.</exception>
    public static MessageContent Read(ReadOnlyMemory<byte> message)
    {
        if (message.Length > MostBytes)
        {
            throw new UnreadableMessageException($"The message has {message.Length:N0} bytes, more than {MostBytes:N0}, and none of it is taken. Send fewer records at a time.");
        }

        var (events, others, unreadable) = (new List<CloudTrailEvent>(), new List<string>(), new List<string>());
        foreach (var item in Envelope.Split(message))
        {
            if (events.Count + others.Count + unreadable.Count == MostItems)
            {
                throw new UnreadableMessageException($"The message has more than {MostItems:N0} items, and none of it is taken. Send fewer at a time.");
            }

            switch (item.Kind)
            {
                case EnvelopeItemKind.Record:
                    ReadRecord(item.Bytes, events, unreadable);
                    break;
                case EnvelopeItemKind.NotCloudTrail:
                    others.Add(item.Note ?? "without detail type");
                    break;
                default:
                    unreadable.Add(item.Note ?? "no known envelope");
                    break;
            }
        }

        // Judged in the order of what happened, whatever the order in the message.
        return new([.. events.OrderBy(e => e.Time).ThenBy(e => e.Id, StringComparer.Ordinal)], others, unreadable);
    }

    private static void ReadRecord(ReadOnlyMemory<byte> record, List<CloudTrailEvent> events, List<string> unreadable)
    {
        try
        {
            events.Add(EventReader.Read(record));
        }
        catch (RecordUnreadableException failure)
        {
            unreadable.Add(failure.Message);
        }
    }
}
