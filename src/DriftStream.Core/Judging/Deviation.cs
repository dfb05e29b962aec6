using DriftStream.Core.Comparing;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging;

/// <summary>What the cloud is believed to hold for one attribute of one address, by the event that decided it last.</summary>
/// <param name="Path">The attribute; an element of a set carries the element as <see cref="Element"/>.</param>
/// <param name="Element">For an element of a set its canonical text, else empty; part of the identity.</param>
/// <param name="InState">The state's value when the event was judged.</param>
/// <param name="InCloud">The cloud's value after the event; hidden values are never kept.</param>
/// <param name="Hidden">The value is secret or redacted, so both sides are null.</param>
/// <param name="Decided">When the deciding event happened.</param>
/// <param name="EventId">The deciding event.</param>
/// <param name="Drift">The drift it belongs to.</param>
/// <param name="IsOpen">False: the deciding event brought the state's value back. Kept, so that a late event is recognised as late.</param>
public sealed record Deviation(
    string Path,
    string Element,
    Value InState,
    Value InCloud,
    bool Hidden,
    DateTimeOffset Decided,
    string EventId,
    string Drift,
    bool IsOpen)
{
    /// <summary>Terraform's own call did it, and no state says so yet: it is no difference until the hold ends, but what the next call finds.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Whether this was decided after something else; in one second the ids decide.</summary>
    internal bool IsNewerThan(DateTimeOffset time, string eventId) => Decided > time || (Decided == time && string.CompareOrdinal(EventId, eventId) > 0);

    internal bool IsAt(string path, string element) => Path == path && Element == element;

    internal Difference AsDifference() => new(Path, Element, InState, InCloud, Hidden);
}

/// <summary>One address of one state.</summary>
/// <param name="State">The state's name.</param>
/// <param name="Lineage">The state's lineage; empty where it has none.</param>
/// <param name="Address">Terraform's address.</param>
public readonly record struct DriftAddress(string State, string Lineage, string Address);
