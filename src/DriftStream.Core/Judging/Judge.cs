using DriftStream.Core.CloudTrail;
using DriftStream.Core.Matching;

namespace DriftStream.Core.Judging;

/// <summary>The one door of every source: an event, the states and what is known of the cloud go in, findings come out. Pure.</summary>
public sealed class Judge(Catalog.EventCatalog catalog, JudgeSettings settings)
{
    /// <summary>Judges one event. Never throws for what an event contains.</summary>
    /// <param name="change">The event; whether it was judged before is the caller's to know (see <see cref="Duplicate"/>).</param>
    /// <param name="states">The snapshot of all states.</param>
    /// <param name="deviations">What earlier events did.</param>
    public Judgement Decide(CloudTrailEvent change, StateIndex states, DeviationBook deviations)
    {
        _ = catalog;
        _ = settings;
        _ = states;
        throw new NotImplementedException(change.Name + deviations);
    }

    /// <summary>The finding for an event that was judged before.</summary>
    public static Finding Duplicate(CloudTrailEvent change) => throw new NotImplementedException(change.Name);
}
