using System.Collections.Immutable;
using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Lives;
using DriftStream.Core.Matching;

namespace DriftStream.Replay.AsOf;

/// <summary>
/// Remembers the open drifts that were compared with their state and went on as they were. As long as neither they nor their
/// instances change, comparing them with the next versions gives the same again: most versions change little.
/// </summary>
internal sealed class SettledDrifts(EventCatalog catalog)
{
    private readonly Dictionary<DriftAddress, (ImmutableList<Deviation> Known, List<TrackedDrift> Drifts)> _compared = [];

    /// <summary>Of the drifts on one address, whether comparing them cannot give anything.</summary>
    public bool Covers(DriftAddress address, List<TrackedDrift> drifts, DeviationBook book, StateIndex before, StateIndex after) =>
        _compared.TryGetValue(address, out var compared)
        && ReferenceEquals(compared.Known, book.Of(address))
        && compared.Drifts.SequenceEqual(drifts)
        && SameInstance.IsAt(address.State, address.Address, before, after);

    /// <summary>Remembers what comparing the drifts on one address gave.</summary>
    public void Note(DriftAddress address, List<TrackedDrift> drifts, DeviationBook before, Recompared after)
    {
        var known = before.Of(address);
        if (ReferenceEquals(known, after.Deviations.Of(address)) && !known.Exists(MayBeChild) && !after.Fates.Any(f => drifts.Exists(d => d.Drift == f.Drift)))
        {
            _compared[address] = (known, drifts);
        }
        else
        {
            _compared.Remove(address);
        }
    }

    /// <summary>Forgets all of them.</summary>
    public void Clear() => _compared.Clear();

    // Whether a child is held is asked of all instances of its type.
    private bool MayBeChild(Deviation deviation) => catalog.Type(AttributePath.Root(deviation.Path)) is not null;
}
