using System.Collections.Immutable;
using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Ignoring;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging;

/// <summary>Judges what one event does to one address: compares the value after it with the state's and with what was known before.</summary>
internal sealed class AddressCase(CloudTrailEvent change, ResourceInstance instance, ResourceType? type, ImmutableList<Deviation> known, Subject subject)
{
    private const string Deletion = "";
    private readonly DriftAddress _address = new(instance.State, instance.Lineage, instance.Address);
    private readonly List<Deviation> _opened = [];
    private readonly List<Deviation> _repeated = [];
    private readonly List<Deviation> _reverted = [];
    private readonly List<(string Path, string Element)> _decided = [];
    private string? _drift;

    /// <summary>The outcome of all targets that name the instance.</summary>
    /// <param name="targets">What the event does to it.</param>
    /// <param name="rules">The ignore rules that fit event and instance; null for none.</param>
    public AddressOutcome Judge(IReadOnlyList<Target> targets, RulesAtHand? rules = null)
    {
        foreach (var target in targets)
        {
            Apply(target);
        }

        // All at once: what one part of the call does to an attribute, the next part finds there.
        Compare([.. targets.SelectMany(t => t.Effects)]);

        var whole = Outcome(targets);
        return rules is null ? whole : Without(rules, targets, whole);
    }

    private AddressOutcome Outcome(IReadOnlyList<Target> targets)
    {
        var back = _reverted.Select(d => Shown(d, d.InCloud, d.InState)).ToList();
        var changes = _opened.Select(d => Shown(d, d.InState, d.InCloud)).Concat(back);
        var verdict = VerdictOf(targets);
        if (_opened.Count == 0 && _reverted.Count == 0 && _repeated.Count > 0)
        {
            changes = _repeated.Select(d => Shown(d, d.InState, d.InCloud));
        }

        IReadOnlyList<Change> shown = verdict is Verdict.Deleted ? [] : [.. changes.Where(c => c.Path.Length > 0).OrderBy(c => c.Path, StringComparer.Ordinal)];
        return new(verdict, shown, verdict is Verdict.InSync or Verdict.NoEffect or Verdict.Unknown ? null : Drift, Book(), IsLate(), _opened.Count == 0 && _repeated.Count > 0)
        {
            Away = [.. shown.Where(change => !back.Exists(other => ReferenceEquals(other, change)))],
        };
    }

    // What would only resolve is never swallowed: what was told is told to be over.
    private AddressOutcome Without(RulesAtHand rules, IReadOnlyList<Target> targets, AddressOutcome whole)
    {
        var children = targets.Where(t => t.Kind == TargetKind.Attach).Select(t => t.Type).ToHashSet();
        List<Swallowed> swallowed = [.. Swallow(_opened, rules, children), .. Swallow(_repeated, rules, children)];
        if (whole.Verdict == Verdict.Touched && whole.Changes.Count == 0 && rules.OfUnseen() is { } unseen)
        {
            swallowed.Add(new("", unseen));
        }

        return swallowed.Count == 0 ? whole
            : _opened.Count + _repeated.Count + _reverted.Count == 0 ? whole with { Swallowed = swallowed, IsIgnored = true }
            : Outcome(targets) with { Swallowed = swallowed };
    }

    private static List<Swallowed> Swallow(List<Deviation> deviations, RulesAtHand rules, HashSet<string?> children)
    {
        var swallowed = new List<Swallowed>();
        foreach (var deviation in deviations.ToList())
        {
            var rule = deviation.Path.Length == 0 ? rules.OfWhole()
                : children.Contains(deviation.Path) ? rules.OfChild(deviation.Path)
                : rules.OfChange(deviation.Path);
            if (rule is not null)
            {
                deviations.Remove(deviation);
                swallowed.Add(new(deviation.Path, rule));
            }
        }

        return swallowed;
    }

    private string Drift => _drift ??= known.FirstOrDefault(d => d.IsOpen)?.Drift ?? DriftId.Of(_address, change.Id);

    private void Apply(Target target)
    {
        switch (target.Kind)
        {
            case TargetKind.Delete:
                Open(Deletion, "", Value.Null, Value.Null, hidden: false);
                break;
            case TargetKind.Attach:
                Open(target.Type!, target.Key, Value.Null, target.Child, hidden: false);
                break;
            case TargetKind.Detach:
                Close(known.Where(d => d.IsOpen && d.Path == target.Type && d.Element == target.Key));
                break;
            case TargetKind.Recreate:
                Close(known.Where(d => d.IsOpen && d.Path == Deletion));
                break;
        }
    }

    private void Compare(IReadOnlyList<AttributeEffect> effects)
    {
        foreach (var group in effects.GroupBy(e => e.ShownAs))
        {
            var first = group.First();
            var held = instance.Attributes[first.Attribute];

            // Old states write every scalar as a text.
            var state = first.View(instance.ScalarsOnly && held.IsScalar ? Coercion.To(type?.Attributes.GetValueOrDefault(first.Attribute), held) : held);
            var open = known.Where(d => d.IsOpen && AttributePath.Root(d.Path) == group.Key).ToList();
            var before = Overlay.Apply(state, open.Select(d => new Difference(d.Path, d.Element, d.InState, d.InCloud, d.Hidden)));
            var facts = type?.Attributes.GetValueOrDefault(first.Attribute);
            var after = Coercion.Leaves(facts, group.Aggregate(before, (value, effect) => effect.Apply(value)));
            if (instance.ScalarsOnly && (after.Kind == ValueKind.List || state.Kind == ValueKind.List))
            {
                after = Value.Hidden;
            }

            var differences = new Differ(Secrets.Of(instance, type), subject).Compare(facts, group.Key, state, after);
            Record(differences, open);
            _decided.AddRange(group.Any(e => e.DecidesAll) ? [(group.Key, "")] : group.SelectMany(e => e.Decides));
        }
    }

    private void Record(IReadOnlyList<Difference> differences, List<Deviation> open)
    {
        foreach (var difference in differences)
        {
            var earlier = open.Find(d => d.Path == difference.Path && d.Element == difference.Element);
            if (earlier is not null && !difference.Hidden && !earlier.Hidden && Documents.Same(earlier.InCloud, difference.InCloud))
            {
                _repeated.Add(earlier);
            }
            else
            {
                Open(difference.Path, difference.Element, difference.InState, difference.InCloud, difference.Hidden);
            }
        }

        Close(open.Where(d => !differences.Any(n => n.Path == d.Path && n.Element == d.Element)));
    }

    private void Open(string path, string element, Value inState, Value inCloud, bool hidden)
    {
        _opened.Add(new(path, element, inState, inCloud, hidden, change.Time, change.Id, Drift, IsOpen: true));
    }

    private void Close(IEnumerable<Deviation> deviations) => _reverted.AddRange(deviations);

    private bool IsLate() => _opened.Concat(_reverted).Any(d => IsLate(d.Path, d.Element));

    // Something newer decided the same place, or its whole attribute.
    private bool IsLate(string path, string element) => known.Any(d =>
        ((d.Path == path && d.Element == element) || (d.Element.Length == 0 && d.Path == AttributePath.Root(path)) || d.Path == Deletion)
        && (d.Decided > change.Time || (d.Decided == change.Time && string.CompareOrdinal(d.EventId, change.Id) > 0)));

    private Verdict VerdictOf(IReadOnlyList<Target> targets)
    {
        if (_opened.Any(d => d.Path == Deletion))
        {
            return Verdict.Deleted;
        }

        if (_opened.Count > 0)
        {
            var attached = targets.All(t => t.Kind is TargetKind.Attach or TargetKind.Detach);
            return attached ? Verdict.Attached : _opened.All(d => d.Hidden) && _reverted.Count == 0 ? Verdict.Touched : Verdict.Drift;
        }

        if (_reverted.Count > 0)
        {
            return Verdict.Reverted;
        }

        return targets switch
        {
            _ when _repeated.Count > 0 => targets.All(t => t.Kind == TargetKind.Attach) ? Verdict.Attached : Verdict.Drift,
            _ when targets.All(t => t.Kind == TargetKind.Inferred) => Verdict.Unknown,
            _ when targets.All(t => t.Kind == TargetKind.NoEffect) => Verdict.NoEffect,
            _ when targets.All(t => t.Kind == TargetKind.Change && t.Effects.Count == 0) => Verdict.Touched,
            _ => Verdict.InSync,
        };
    }

    private ImmutableList<Deviation> Book()
    {
        if (IsLate())
        {
            return known;
        }

        var drift = Drift;
        var book = known;
        foreach (var deviation in _reverted.Select(d => d with { IsOpen = false, Decided = change.Time, EventId = change.Id, InCloud = d.InState }).Concat(_opened.Select(d => d with { Drift = drift })))
        {
            book = book.RemoveAll(d => d.Path == deviation.Path && d.Element == deviation.Element).Add(deviation);
        }

        foreach (var (path, element) in _decided.Where(p => !book.Any(d => d.Path == p.Path && d.Element == p.Element)))
        {
            book = book.Add(new(path, element, Value.Null, Value.Null, Hidden: false, change.Time, change.Id, drift, IsOpen: false));
        }

        return [.. book.Select(d => _decided.Contains((d.Path, d.Element)) && !d.IsOpen ? d with { Decided = change.Time, EventId = change.Id } : d).OrderBy(d => d.Path, StringComparer.Ordinal).ThenBy(d => d.Element, StringComparer.Ordinal)];
    }

    private static Change Shown(Deviation deviation, Value before, Value after) =>
        deviation.Hidden ? Change.Concealed(deviation.Path) : new(deviation.Path, before, after);
}
