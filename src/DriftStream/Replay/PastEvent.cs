using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;

namespace DriftStream.Replay;

/// <summary>One event waiting for its turn.</summary>
/// <param name="Time">When it happened.</param>
/// <param name="Id">Its id.</param>
/// <param name="Print">A fingerprint of the record, which puts records of one id and different contents into a lasting order.</param>
internal sealed record PastEvent(DateTimeOffset Time, string Id, UInt128 Print) : IComparable<PastEvent>
{
    /// <summary>The event; null where it could change nothing and is only counted.</summary>
    public CloudTrailEvent? Event { get; init; }

    /// <summary>The verdict of an event that is only counted.</summary>
    public Verdict Settled { get; init; }

    /// <summary>The order of judging: time, then id.</summary>
    public int CompareTo(PastEvent? other)
    {
        if (other is null)
        {
            return 1;
        }

        var byTime = Time.CompareTo(other.Time);
        var byId = byTime != 0 ? byTime : string.CompareOrdinal(Id, other.Id);
        return byId != 0 ? byId : Print.CompareTo(other.Print);
    }
}
