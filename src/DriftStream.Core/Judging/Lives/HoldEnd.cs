using System.Collections.Immutable;

namespace DriftStream.Core.Judging.Lives;

/// <summary>Ends the hold of a call: what it did becomes what the state holds, or a difference. Pure.</summary>
/// <param name="eventId">The call's event.</param>
public sealed class HoldEnd(string eventId)
{
    /// <summary>The state holds it: whatever differed there before is gone.</summary>
    /// <param name="known">What is known of the address.</param>
    public ImmutableList<Deviation> Released(ImmutableList<Deviation> known) =>
        Held(known).Aggregate(known, (all, held) => all.Exists(d => !d.IsHeld && d.IsAt(held.Path, held.Element) && d.IsNewerThan(held.Decided, eventId))
            ? all.Remove(held)
            : Replace(all, held, held with { IsHeld = false, IsOpen = false, InCloud = held.InState }));

    /// <summary>No state holds it: it is a difference like anyone's, where nothing newer differs at the place.</summary>
    /// <param name="known">What is known of the address.</param>
    public Unconfirmed Expired(ImmutableList<Deviation> known)
    {
        var drift = known.FirstOrDefault(d => d.IsOpen)?.Drift;
        var (after, opened, isNews) = (known, 0, false);
        foreach (var held in Held(known))
        {
            var isLate = known.Any(d => d.IsOpen && d.IsNewerThan(held.Decided, eventId) && Timeline.Decides(d, held.Path, held.Element, held.Element));
            isNews |= !isLate && !known.Any(d => d.IsOpen && d.IsAt(held.Path, held.Element) && Comparing.Documents.Same(d.InCloud, held.InCloud));
            opened += isLate ? 0 : 1;
            after = isLate ? after.Remove(held) : Replace(after, held, Opened(known, held) with { Drift = drift ?? held.Drift });
        }

        return new(after, drift, IsLate: opened == 0, isNews);
    }

    private IEnumerable<Deviation> Held(ImmutableList<Deviation> known) => known.Where(d => d.IsHeld && d.EventId == eventId);

    // Who came later and changed nothing there left it as this call had made it.
    private Deviation Opened(ImmutableList<Deviation> known, Deviation held) =>
        known.FirstOrDefault(d => !d.IsHeld && d.IsAt(held.Path, held.Element) && d.IsNewerThan(held.Decided, eventId)) is { } last
            ? held with { IsHeld = false, IsOpen = true, Decided = last.Decided, EventId = last.EventId }
            : held with { IsHeld = false, IsOpen = true };

    private static ImmutableList<Deviation> Replace(ImmutableList<Deviation> all, Deviation held, Deviation now) =>
        Timeline.InOrder(all.Where(d => !d.IsAt(held.Path, held.Element) || (d.IsHeld && !ReferenceEquals(d, held))).Append(now));
}

/// <summary>What is known of an address after a hold on it ended without a state that confirms it.</summary>
/// <param name="Known">The deviations.</param>
/// <param name="Drift">The drift that was open there already; null for none.</param>
/// <param name="IsLate">Newer events had decided all of it: it opens nothing.</param>
/// <param name="IsNews">It is not only what was known to differ before.</param>
public sealed record Unconfirmed(ImmutableList<Deviation> Known, string? Drift, bool IsLate, bool IsNews);
