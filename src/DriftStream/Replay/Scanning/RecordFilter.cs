using DriftStream.Core.Catalog;
using DriftStream.Core.Judging.Prospects;
using DriftStream.Core.Matching;

namespace DriftStream.Replay.Scanning;

/// <summary>By what it is proven that a record need not be judged. Built once for some states, used by all scanners.</summary>
internal sealed class RecordFilter
{
    private RecordFilter(StateIndex states, CallProspects calls, ReplayFilter asked)
    {
        States = states;
        Keys = KeyFilter.Of(states);
        Calls = calls;
        Asked = asked;
        AsksForAll = asked is { Since: null, Until: null, Accounts.Count: 0, Regions.Count: 0 };
    }

    /// <summary>Which events are asked about.</summary>
    public ReplayFilter Asked { get; }

    /// <summary>Whether that is every event.</summary>
    public bool AsksForAll { get; }

    /// <summary>Whether every record that is asked about is kept.</summary>
    public bool KeepsAll { get; private init; }

    /// <summary>What the states hold.</summary>
    public StateIndex States { get; }

    /// <summary>What the things that they hold are called.</summary>
    public KeyFilter Keys { get; }

    /// <summary>What can come of which call.</summary>
    public CallProspects Calls { get; }

    /// <summary>Keeps what may lead to a finding that is shown by default, or to one later.</summary>
    public static RecordFilter For(EventCatalog catalog, StateIndex states, ReplayFilter asked) => new(states, new(catalog, states), asked);

    /// <summary>Keeps every record that is asked about: where every verdict is to be printed, not only what is shown by default.</summary>
    public static RecordFilter KeepAll(ReplayFilter asked) => new(StateIndex.Empty, new(EventCatalog.Load(), StateIndex.Empty), asked) { KeepsAll = true };
}
