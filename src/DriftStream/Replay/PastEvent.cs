using DriftStream.Core.CloudTrail;

namespace DriftStream.Replay;

/// <summary>One event waiting for its turn.</summary>
/// <param name="Event">The event.</param>
/// <param name="Print">A fingerprint of the record, which puts records of one id and different contents into a lasting order.</param>
internal sealed record PastEvent(CloudTrailEvent Event, UInt128 Print) : IComparable<PastEvent>
{
    /// <summary>The order of judging: time, then id.</summary>
    public int CompareTo(PastEvent? other)
    {
        if (other is null)
        {
            return 1;
        }

        var byTime = Event.Time.CompareTo(other.Event.Time);
        var byId = byTime != 0 ? byTime : string.CompareOrdinal(Event.Id, other.Event.Id);
        return byId != 0 ? byId : Print.CompareTo(other.Print);
    }
}
