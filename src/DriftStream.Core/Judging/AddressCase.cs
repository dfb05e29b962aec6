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
    private readonly DriftAddress _address = new(instance.State, instance.Lineage, instance.Address);
    private readonly Timeline _timeline = new(change, known);
    private readonly List<Deviation> _opened = [];
    private readonly List<Deviation> _late = [];
    private readonly List<Deviation> _repeated = [];
    private readonly List<Deviation> _reverted = [];
    private readonly List<Deviation> _superseded = [];
    private readonly List<Deviation> _held = [];
    private readonly List<Deviation> _settled = [];
    private readonly List<DecidedPlace> _decided = [];
    private string? _drift;

    /// <summary>Whether Terraform itself is believed to have made the call: then it goes on from what its earlier calls did; anyone else's is held against that.</summary>
    public bool IsTerraforms { get; init; }

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
        Compare(targets is [var only] ? only.Effects : [.. targets.SelectMany(t => t.Effects)]);

        var whole = Outcome(targets);
        return rules is null ? whole : Without(rules, targets, whole);
    }

    /// <summary>What is left to say at once where a call of Terraform waits for the state; null where there is nothing that a state could confirm.</summary>
    public AddressOutcome? HoldBack(IReadOnlyList<Target> targets)
    {
        var children = ChildTypes(targets);
        List<Deviation> held = [.. _opened.Concat(_repeated).Where(d => !d.Hidden && !children.Contains(d.Path))];
        if (held.Count == 0)
        {
            return null;
        }

        _opened.Clear();
        _repeated.Clear();
        _held.AddRange(held.Select(d => d with { IsHeld = true, IsOpen = false, Decided = change.Time, EventId = change.Id }));
        return Outcome(targets);
    }

    private AddressOutcome Outcome(IReadOnlyList<Target> targets)
    {
        List<Deviation> opened = [.. _opened, .. _late];
        var verdict = VerdictOf(targets.Any(t => t.Kind == TargetKind.Absent) ? [.. targets.Where(t => t.Kind != TargetKind.Absent)] : targets, opened);
        var (shown, away) = verdict is Verdict.Deleted ? ([], []) : Shown(opened);
        return new(verdict, shown, verdict is Verdict.InSync or Verdict.NoEffect or Verdict.Unknown ? null : Drift, Book(), IsLate: _late.Count > 0 && _opened.Count + _reverted.Count == 0, IsRepeat: opened.Count == 0 && _repeated.Count > 0)
        {
            Away = away,
            LatePaths = _late.Count == 0 ? [] : [.. _late.Select(d => d.Path).Distinct().Order(StringComparer.Ordinal)],
        };
    }

    // All changes in the order of their paths, and those of them that lead away from the state.
    private (IReadOnlyList<Change> All, IReadOnlyList<Change> Away) Shown(List<Deviation> opened)
    {
        var away = opened.Count + _reverted.Count == 0 ? _repeated : opened;
        List<Change> changes = [];
        AddShown(changes, away, static d => Shown(d, d.InState, d.InCloud));
        var back = changes.Count;
        AddShown(changes, _reverted, static d => Shown(d, d.InCloud, d.InState));
        if (changes.Count <= 1)
        {
            return (changes, back == changes.Count ? changes : []);
        }

        List<Change> sorted = [.. changes.OrderBy(c => c.Path, StringComparer.Ordinal)];
        return (sorted, back == changes.Count ? sorted : [.. changes.Take(back).OrderBy(c => c.Path, StringComparer.Ordinal)]);
    }

    private static void AddShown(List<Change> changes, List<Deviation> deviations, Func<Deviation, Change> shown)
    {
        foreach (var deviation in deviations)
        {
            if (deviation.Path.Length > 0)
            {
                changes.Add(shown(deviation));
            }
        }
    }

    // What would only resolve is never swallowed: what was told is told to be over.
    private AddressOutcome Without(RulesAtHand rules, IReadOnlyList<Target> targets, AddressOutcome whole)
    {
        var children = ChildTypes(targets);
        List<Swallowed> swallowed = [.. Swallow(_opened, rules, children), .. Swallow(_late, rules, children), .. Swallow(_repeated, rules, children)];
        if (whole.Verdict == Verdict.Touched && whole.Changes.Count == 0 && rules.OfUnseen() is { } unseen)
        {
            swallowed.Add(new("", unseen));
        }

        return swallowed.Count == 0 ? whole
            : _opened.Count + _late.Count + _repeated.Count + _reverted.Count == 0 ? whole with { Swallowed = swallowed, IsIgnored = true }
            : Outcome(targets) with { Swallowed = swallowed };
    }

    private static HashSet<string?> ChildTypes(IEnumerable<Target> targets) => [.. targets.Where(t => t.Kind == TargetKind.Attach).Select(t => t.Type)];

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

    private string Drift => _drift ??= _timeline.Drift ?? DriftId.Of(_address, change.Id);

    private void Apply(Target target)
    {
        switch (target.Kind)
        {
            case TargetKind.Delete:
                Open(Timeline.Deletion, "", Value.Null, Value.Null, hidden: false, _timeline.IsLateDeletion);
                break;
            case TargetKind.Attach:
                Open(target.Type!, target.Key, Value.Null, target.Child, hidden: false, _timeline.IsLateChild(target.Type!, target.Key, target.Child));
                break;
            case TargetKind.Detach or TargetKind.Absent:
                _reverted.AddRange(_timeline.Open.Where(d => d.Path == target.Type && d.Element == target.Key));
                _decided.Add(new(target.Type!, target.Key) { Child = target.Child });
                break;
            case TargetKind.Recreate:
                Close(Known().Where(d => d.Path == Timeline.Deletion));
                _decided.Add(Timeline.Exists);
                break;
        }
    }

    private void Close(IEnumerable<Deviation> deviations)
    {
        foreach (var deviation in deviations)
        {
            (deviation.IsHeld ? _settled : _reverted).Add(deviation);
        }
    }

    // What the cloud holds when the event comes, as far as it is not what is expected of it.
    private IEnumerable<Deviation> Known() => IsTerraforms
        ? _timeline.Open.Concat(_timeline.Held).OrderBy(d => d.Decided).ThenBy(d => d.EventId, StringComparer.Ordinal)
        : _timeline.Held.Count == 0 ? _timeline.Open : _timeline.Open.Except(Overtaken());

    // What somebody had changed before Terraform changed it.
    private IEnumerable<Deviation> Overtaken() => IsTerraforms || _timeline.Held.Count == 0
        ? []
        : _timeline.Open.Where(d => _timeline.Held.Any(h => h.IsAt(d.Path, d.Element) && h.IsNewerThan(d.Decided, d.EventId)));

    // Whoever comes after Terraform's own call is judged by what the state will hold.
    private Value Expected(string attribute, Value state) => IsTerraforms || _timeline.Held.Count == 0
        ? state
        : Overlay.Apply(state, _timeline.Held.Where(d => AttributePath.Root(d.Path) == attribute).Select(d => d.AsDifference()));

    private void Compare(IReadOnlyList<AttributeEffect> effects)
    {
        if (effects is [var only])
        {
            Compare(only.ShownAs, [only]);
            return;
        }

        foreach (var group in effects.GroupBy(e => e.ShownAs))
        {
            Compare(group.Key, [.. group]);
        }
    }

    private void Compare(string attribute, AttributeEffect[] effects)
    {
        var first = effects[0];
        var held = instance.Attributes[first.Attribute];
        var facts = type?.Attributes.GetValueOrDefault(first.Attribute);

        // Old states write every scalar as a text.
        var state = Expected(attribute, first.View(instance.ScalarsOnly && held.IsScalar ? Coercion.To(facts, held) : held));
        List<Deviation> open = [.. Known().Where(d => AttributePath.Root(d.Path) == attribute)];
        var before = open.Count == 0 ? state : Overlay.Apply(state, open.Select(d => d.AsDifference()));
        var after = After(before);
        if (instance.ScalarsOnly && (after.Kind == ValueKind.List || state.Kind == ValueKind.List))
        {
            after = Value.Hidden;
        }

        var differ = new Differ(Secrets.Of(instance, type), subject);
        List<DecidedPlace> decided = [.. Array.Exists(effects, e => e.DecidesAll) ? [new(attribute, "")] : effects.SelectMany(e => e.Decides)];
        Record(differ.Compare(facts, attribute, state, after), open.FindAll(d => !WasOverBefore(d)), SetsItself, first.KeyOf);
        Value After(Value value) => Coercion.Leaves(facts, effects.Aggregate(value, (sofar, effect) => effect.Apply(sofar)));

        // What only differed before, in another place of the attribute, is none of this event's doing.
        bool SetsItself(Deviation known) => differ.Compare(facts, attribute, state, After(Overlay.Apply(state, open.Where(d => !d.IsAt(known.Path, known.Element)).Select(d => d.AsDifference()))))
            .Any(d => known.IsAt(d.Path, d.Element));

        // Somebody had undone an earlier call of Terraform before this one came, which is about another place.
        bool WasOverBefore(Deviation known) => IsTerraforms && !decided.Exists(p => p.Path == known.Path || p.Path == AttributePath.Root(known.Path))
            && _timeline.Held.Any(h => h.IsAt(known.Path, known.Element)) && !differ.Compare(facts, attribute, state, before).Any(d => known.IsAt(d.Path, d.Element));

        _superseded.AddRange(Overtaken().Where(d => decided.Exists(p => p.Path == d.Path || p.Path == AttributePath.Root(d.Path)) && !_opened.Concat(_late).Any(o => o.IsAt(d.Path, d.Element))));
        _decided.AddRange(decided);
    }

    private void Record(IReadOnlyList<Difference> differences, List<Deviation> open, Predicate<Deviation> setsItself, Func<Value, string> keyOf)
    {
        foreach (var difference in differences)
        {
            var earlier = open.FindLast(d => d.IsAt(difference.Path, difference.Element));
            var isSame = earlier is not null && !difference.Hidden && !earlier.Hidden && Documents.Same(earlier.InCloud, difference.InCloud);
            if (isSame && !setsItself(earlier!))
            {
                continue;
            }

            if (isSame && !earlier!.IsHeld && !_timeline.IsLate(earlier.Path, earlier.Element, earlier.Element))
            {
                _repeated.Add(earlier);
            }
            else
            {
                var key = difference.Element.Length == 0 ? "" : keyOf(difference.InCloud.IsNull ? difference.InState : difference.InCloud);
                Open(difference.Path, difference.Element, difference.InState, difference.InCloud, difference.Hidden, _timeline.IsLate(difference.Path, difference.Element, key));
            }
        }

        // A block that goes as a whole takes what differed inside it along; that is not back to what the state says.
        foreach (var gone in open.Where(d => !differences.Any(n => n.Path == d.Path && n.Element == d.Element)))
        {
            if (gone.IsHeld && _timeline.IsLate(gone.Path, gone.Element, gone.Element))
            {
                continue;
            }

            if (!gone.IsHeld && differences.Any(n => IsInside(n.Path, gone.Path) || IsInside(gone.Path, n.Path)))
            {
                _superseded.Add(gone);
            }
            else
            {
                Close([gone]);
            }
        }
    }

    private static bool IsInside(string path, string outer) => path.Length > outer.Length && path.StartsWith(outer, StringComparison.Ordinal) && path[outer.Length] is '.' or '[';

    private void Open(string path, string element, Value inState, Value inCloud, bool hidden, bool late) =>
        (late ? _late : _opened).Add(new(path, element, inState, inCloud, hidden, change.Time, change.Id, Drift, IsOpen: true));

    private Verdict VerdictOf(IReadOnlyList<Target> targets, List<Deviation> opened)
    {
        if (opened.Exists(d => d.Path == Timeline.Deletion))
        {
            return Verdict.Deleted;
        }

        if (opened.Count > 0)
        {
            var attached = opened.All(d => targets.Any(t => t.Kind == TargetKind.Attach && t.Type == d.Path && t.Key == d.Element));
            return attached ? Verdict.Attached : opened.All(d => d.Hidden) && _reverted.Count == 0 ? Verdict.Touched : Verdict.Drift;
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
        List<Deviation> changed =
        [
            .. _reverted.ConvertAll(Closed), .. _superseded.ConvertAll(Closed), .. _repeated.ConvertAll(d => d with { Decided = change.Time, EventId = change.Id }), .. _opened, .. _held,
        ];
        var book = changed.Count + _decided.Count == 0 ? known : _timeline.After(changed, _decided, Drift);
        return _settled.Count == 0 ? book : book.RemoveAll(d => _settled.Contains(d, ReferenceEqualityComparer.Instance));
    }

    private Deviation Closed(Deviation deviation) => deviation with { IsOpen = false, Decided = change.Time, EventId = change.Id, InCloud = deviation.InState };

    private static Change Shown(Deviation deviation, Value before, Value after) =>
        deviation.Hidden ? Change.Concealed(deviation.Path) : new(deviation.Path, before, after);
}
