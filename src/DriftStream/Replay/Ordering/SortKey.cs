using DriftStream.Core.CloudTrail;

namespace DriftStream.Replay.Ordering;

/// <summary>The place of a record in the order of judging: time, then id, then contents.</summary>
/// <param name="Ticks">When it happened, UTC.</param>
/// <param name="Id">Its id.</param>
/// <param name="Print">A fingerprint of the record, which puts records of one id and different contents into a lasting order.</param>
internal readonly record struct SortKey(long Ticks, string Id, UInt128 Print)
{
    /// <summary>The key of a record.</summary>
    public static SortKey Of(CloudTrailEvent change, ReadOnlySpan<byte> record) => new(change.Time.UtcTicks, change.Id, RecordPrint.Of(record));
}
