using System.Collections.Immutable;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Comparing;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging;

/// <summary>What is known of one address, seen from the time of one event: what newer events decided is not this one's to change.</summary>
internal sealed class Timeline(CloudTrailEvent change, ImmutableList<Deviation> known)
{
    /// <summary>The place that a deletion decides.</summary>
    public const string Deletion = "";

    // No parentheses in any attribute's path.
    private const string Existence = "(exists)";

    // SQS keeps a message no longer, so nothing comes later than that:
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(14);

    /// <summary>What differed from the state when the event happened.</summary>
    public IReadOnlyList<Deviation> Open { get; } = known.IsEmpty ? [] : [.. known.Where(d => d.IsOpen && !IsNewer(d, change))];

    /// <summary>What calls of Terraform had done by then that no state says yet.</summary>
    public IReadOnlyList<Deviation> Held { get; } = known.IsEmpty ? [] : [.. known.Where(d => d.IsHeld && !IsNewer(d, change))];

    /// <summary>The drift that is open now; null for none.</summary>
    public string? Drift => known.Find(d => d.IsOpen)?.Drift;

    /// <summary>The place that proves that the resource exists.</summary>
    public static DecidedPlace Exists { get; } = new(Existence, "");

    /// <summary>Whether something newer decided the same place, or its whole attribute, or deleted the resource.</summary>
    public bool IsLate(string path, string element, string key) => !known.IsEmpty && known.Exists(d => IsNewer(d, change) && Decides(d, path, element, key));

    /// <summary>Whether a deviation is about the same place, or its whole attribute, or the resource itself.</summary>
    public static bool Decides(Deviation deviation, string path, string element, string key) =>
        (deviation.Path == path && (deviation.Element == element || deviation.Element == key))
        || (deviation.Element.Length == 0 && deviation.Path == AttributePath.Root(path))
        || deviation.Path == Deletion;

    /// <summary>Whether a newer event removed this child, whichever of its attributes it named.</summary>
    public bool IsLateChild(string type, string key, Value child) =>
        IsLate(type, key, key) || known.Any(d => !d.IsOpen && d.Path == type && IsNewer(d, change) && IsSameChild(d.InCloud, child));

    /// <summary>Whether the resource was there after the event: then something made it again. Of calls in one second nobody knows.</summary>
    public bool IsLateDeletion => known.Any(d => d.Decided > change.Time || (d.Path is Deletion or Existence && IsNewer(d, change)));

    /// <summary>What is known after the event; the same list where it decided nothing.</summary>
    /// <param name="changed">Deviations that the event opened, closed or repeated.</param>
    /// <param name="decided">Other places that it decided.</param>
    /// <param name="drift">The drift that the event belongs to.</param>
    public ImmutableList<Deviation> After(IEnumerable<Deviation> changed, IEnumerable<DecidedPlace> decided, string drift)
    {
        List<Deviation> book = [.. known];
        var isChanged = false;
        foreach (var deviation in changed)
        {
            book.RemoveAll(d => d.IsHeld == deviation.IsHeld && d.IsAt(deviation.Path, deviation.Element));
            book.Add(deviation);
            isChanged = true;
        }

        foreach (var place in decided)
        {
            var at = book.FindIndex(d => !d.IsHeld && d.IsAt(place.Path, place.Element));
            if ((at >= 0 && book[at].IsOpen) || IsLate(place.Path, place.Element, place.Element))
            {
                continue;
            }

            isChanged = true;
            if (at < 0)
            {
                book.Add(new(place.Path, place.Element, Value.Null, place.Child, Hidden: false, change.Time, change.Id, drift, IsOpen: false));
            }
            else
            {
                book[at] = book[at] with { Decided = change.Time, EventId = change.Id, InCloud = place.Child };
            }
        }

        return isChanged ? InOrder(book.Where(d => d.IsOpen || d.IsHeld || d.Decided + LongestDelay >= change.Time)) : known;
    }

    /// <summary>Deviations as the book keeps them.</summary>
    public static ImmutableList<Deviation> InOrder(IEnumerable<Deviation> deviations) =>
        [.. deviations.OrderBy(d => d.Path, StringComparer.Ordinal).ThenBy(d => d.Element, StringComparer.Ordinal).ThenBy(d => d.IsHeld)];

    private static bool IsNewer(Deviation deviation, CloudTrailEvent change) => deviation.IsNewerThan(change.Time, change.Id);

    // A removal may name less of the child than its addition did.
    private static bool IsSameChild(Value removed, Value added) =>
        removed.Members.Count > 0 && removed.Members.All(m => added[m.Key].IsNull || Meaning.Same(m.Value, added[m.Key]));
}

/// <summary>A place that an event decided although it may leave it as the state has it.</summary>
/// <param name="Path">The attribute, or a child's type.</param>
/// <param name="Element">For an element of a set or a child what it is known by, else empty.</param>
internal readonly record struct DecidedPlace(string Path, string Element)
{
    private readonly Value? _child;

    /// <summary>For a child that was removed: what the removal named of it.</summary>
    public Value Child
    {
        get => _child ?? Value.Null;
        init => _child = value;
    }
}
