using System.Collections.Immutable;
using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Judging.Lives;

/// <summary>Compares what is known of the cloud with states that have changed. Pure.</summary>
/// <param name="catalog">The catalogue.</param>
/// <param name="before">The states until now; for hidden values, of which only the state's side can be seen to change.</param>
/// <param name="after">The states from now on.</param>
public sealed class Recomparison(EventCatalog catalog, StateIndex before, StateIndex after)
{
    /// <summary>The book after it, and what became of the drifts.</summary>
    /// <param name="book">What is known of the cloud.</param>
    /// <param name="drifts">The open drifts that may be concerned.</param>
    public Recompared Of(DeviationBook book, IEnumerable<TrackedDrift> drifts)
    {
        var changed = new HashSet<DriftAddress>();
        var fates = new List<DriftFate>();
        foreach (var drift in drifts.OrderBy(d => d.Drift, StringComparer.Ordinal))
        {
            var known = book.Of(drift.Address);
            var (after, fate) = Of(drift, known, book);
            if (fate is { Kind: DriftFateKind.Moved })
            {
                book = book.With(drift.Address, []);
                changed.Add(drift.Address);
            }

            var address = fate?.Address ?? drift.Address;
            if (!ReferenceEquals(after, known) || fate is { Kind: DriftFateKind.Moved })
            {
                book = book.With(address, after);
                changed.Add(address);
            }

            fates.AddRange(fate is null ? [] : [fate]);
        }

        return new(book, [.. changed], fates);
    }

    private (ImmutableList<Deviation> Known, DriftFate? Fate) Of(TrackedDrift drift, ImmutableList<Deviation> known, DeviationBook book)
    {
        var place = Whereabouts.Of(drift.Address, drift.Type, drift.ResourceId, after);
        if (place.Instance is not { } instance)
        {
            return place.IsStateLoaded ? Gone(drift, known, place.Successor) : (known, null);
        }

        var address = Whereabouts.AddressOf(instance);
        if (address != drift.Address && book.Of(address).Any(d => d.IsOpen))
        {
            // The other state knew the resource all along, and has its own drift on it.
            return (Closed(known, drift.Drift), new(drift.Drift, DriftFateKind.NoLongerManaged, drift.Address, SerialOf(drift.Address.State)));
        }

        var compared = Compared(known, instance);
        var isOver = known.Any(d => d.IsOpen && d.Drift == drift.Drift) && !compared.Any(d => d.IsOpen && d.Drift == drift.Drift);
        DriftFateKind? kind = isOver ? DriftFateKind.Adopted : address != drift.Address ? DriftFateKind.Moved : null;
        return (compared, kind is { } fate ? new(drift.Drift, fate, isOver ? drift.Address : address, SerialOf(address.State)) : null);
    }

    private (ImmutableList<Deviation>, DriftFate) Gone(TrackedDrift drift, ImmutableList<Deviation> known, ResourceInstance? successor)
    {
        var open = known.Where(d => d.IsOpen && d.Drift == drift.Drift).ToList();
        var wasDeletion = open.Count > 0 && open.TrueForAll(d => d.Path == Timeline.Deletion);
        var kind = successor is not null ? DriftFateKind.Replaced : wasDeletion ? DriftFateKind.Adopted : DriftFateKind.NoLongerManaged;
        return (Closed(known, drift.Drift), new(drift.Drift, kind, drift.Address, SerialOf(drift.Address.State), successor is null ? null : Judge.IdOf(successor)));
    }

    private ImmutableList<Deviation> Compared(ImmutableList<Deviation> known, ResourceInstance instance)
    {
        var open = known.Where(d => d.IsOpen).ToList();
        var left = new CaughtUp(catalog, after, instance).Of(open);
        var now = known.Where(d => !IsOvertaken(d, left)).Select(d => d switch
        {
            _ when left.TryGetValue(d, out var rest) => rest ?? Over(d),
            { IsOpen: true, Hidden: true } when HasChanged(instance, AttributePath.Root(d.Path)) => Over(d),
            _ => d,
        }).ToImmutableList();
        return now.SequenceEqual(known, ReferenceEqualityComparer.Instance) ? known : now;
    }

    // The state says what somebody made of a held call's work later: the call has nothing left to wait for.
    private static bool IsOvertaken(Deviation held, IReadOnlyDictionary<Deviation, Deviation?> left) =>
        held.IsHeld && left.Any(l => l.Value is null && l.Key.IsAt(held.Path, held.Element) && l.Key.IsNewerThan(held.Decided, held.EventId));

    private static Deviation Over(Deviation deviation) => deviation with { IsOpen = false, InCloud = deviation.InState };

    private bool HasChanged(ResourceInstance now, string attribute) =>
        before.At(now.State, now.Address).FirstOrDefault(i => Judge.IdOf(i) == Judge.IdOf(now)) is { } earlier && !Meaning.Same(earlier.Attributes[attribute], now.Attributes[attribute]);

    private static ImmutableList<Deviation> Closed(ImmutableList<Deviation> known, string drift) =>
        known.RemoveAll(d => d.IsOpen && d.Drift == drift);

    private long SerialOf(string state) => after.States.FirstOrDefault(s => s.Name == state)?.Serial ?? 0;
}

/// <summary>What comparing with changed states gave.</summary>
/// <param name="Deviations">The book afterwards.</param>
/// <param name="Changed">The addresses whose deviations are not what they were.</param>
/// <param name="Fates">What became of drifts; those that go on as they were are not in it.</param>
public sealed record Recompared(DeviationBook Deviations, IReadOnlyList<DriftAddress> Changed, IReadOnlyList<DriftFate> Fates);
