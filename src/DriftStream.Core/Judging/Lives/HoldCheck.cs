using DriftStream.Core.Catalog;
using DriftStream.Core.Matching;

namespace DriftStream.Core.Judging.Lives;

/// <summary>Asks the states whether they confirm a call of Terraform that is held. Pure.</summary>
public sealed class HoldCheck(EventCatalog catalog, StateIndex states)
{
    /// <summary>What the states say of the call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="eventId">Its event.</param>
    /// <param name="book">What is known of the cloud.</param>
    public HoldAnswer Of(HeldCall call, string eventId, DeviationBook book)
    {
        if (call.Address is not { } address)
        {
            return call.ResourceId is { } id && states.Candidates(id).Any(i => i.Type == call.Type) ? HoldAnswer.Confirmed : HoldAnswer.NotYet;
        }

        var held = book.Of(address).Where(d => d.IsHeld && d.EventId == eventId).ToList();
        if (held.Count == 0)
        {
            return HoldAnswer.Overtaken;
        }

        var place = Whereabouts.Of(address, call.Type, call.ResourceId, states);
        var deletes = held.Exists(d => d.Path == Timeline.Deletion);
        return place switch
        {
            { Instance: null, IsStateLoaded: false } => HoldAnswer.NotYet,
            { Instance: null } => deletes ? HoldAnswer.Confirmed : HoldAnswer.Overtaken,
            { Instance: { } instance } => !deletes && new CaughtUp(catalog, states, instance).Holds(held) ? HoldAnswer.Confirmed : HoldAnswer.NotYet,
        };
    }
}

/// <summary>What the states say of a held call.</summary>
public enum HoldAnswer
{
    /// <summary>They do not hold yet what it did.</summary>
    NotYet,

    /// <summary>They hold what it did: it was Terraform's.</summary>
    Confirmed,

    /// <summary>Terraform itself did something else there afterwards, so nothing of it is left to be confirmed.</summary>
    Overtaken,
}
