using System.Text.Json;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;

namespace DriftStream.Replay.Distilling;

/// <summary>What a distilled log keeps of one record.</summary>
/// <param name="Bytes">The record whole, or reduced to what it says about a session.</param>
/// <param name="Event">The record as it was read.</param>
/// <param name="Opened">The session that a reduced record opened; null for a record that is kept whole.</param>
internal sealed record DistilledRecord(ReadOnlyMemory<byte> Bytes, CloudTrailEvent Event, OpenedSession? Opened)
{
    /// <summary>
    /// What is kept: every record that does not say itself that it only read, and of those that do, what tells who stands behind a session.
    /// Null where nothing is: no rule, state or catalogue makes a finding of it.
    /// </summary>
    /// <exception cref="RecordUnreadableException">It is no CloudTrail record.</exception>
    public static DistilledRecord? Of(JudgeDoor door, ReadOnlyMemory<byte> record)
    {
        var change = door.Read(record);
        if (!change.SaysReadOnly)
        {
            return new(record, change, null);
        }

        return SessionBook.OpenedBy(change) is { } opened ? new(Reduced(door, record, opened), change, opened) : null;
    }

    // Whoever reads what is left must learn the same; where that is not so, nothing is left out.
    private static ReadOnlyMemory<byte> Reduced(JudgeDoor door, ReadOnlyMemory<byte> record, OpenedSession opened)
    {
        try
        {
            var reduced = ReducedOpening.Of(record.Span);
            return SessionBook.OpenedBy(door.Read(reduced)) == opened ? reduced : record;
        }
        catch (Exception odd) when (odd is JsonException or InvalidOperationException or RecordUnreadableException)
        {
            return record;
        }
    }
}
