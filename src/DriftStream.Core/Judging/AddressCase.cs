using System.Collections.Immutable;
using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging;

/// <summary>Judges what one event does to one address: compares the value after it with the state's and with what was known before.</summary>
internal sealed class AddressCase(CloudTrailEvent change, ResourceInstance instance, ResourceType? type, ImmutableList<Deviation> known)
{
    private const string Deletion = "";
    private readonly DriftAddress _address = new(instance.State, instance.Lineage, instance.Address);
    private readonly List<Deviation> _opened = [];
    private readonly List<Deviation> _repeated = [];
    private readonly List<Deviation> _reverted = [];
    private readonly List<(string Path, string Element)> _decided = [];
    private string? _drift;
    private bool _late;

    /// <summary>The outcome of all targets that name the instance.</summary>
    public AddressOutcome Judge(IReadOnlyList<Target> targets)
    {
        foreach (var target in targets)
        {
            Apply(target);
        }

        // All at once: what one part of the call does to an attribute, the next part finds there.
        Compare([.. targets.SelectMany(t => t.Effects)]);

        var back = _reverted.Select(d => Shown(d, d.InCloud, d.InState)).ToList();
        var changes = _opened.Select(d => Shown(d, d.InState, d.InCloud)).Concat(back);
        var verdict = VerdictOf(targets);
        if (_opened.Count == 0 && _reverted.Count == 0 && _repeated.Count > 0)
        {
            changes = _repeated.Select(d => Shown(d, d.InState, d.InCloud));
        }

        IReadOnlyList<Change> shown = verdict is Verdict.Deleted ? [] : [.. changes.Where(c => c.Path.Length > 0).OrderBy(c => c.Path, StringComparer.Ordinal)];
        return new(verdict, shown, verdict is Verdict.InSync or Verdict.NoEffect or Verdict.Unknown ? null : Drift, Book(), _late, _opened.Count == 0 && _repeated.Count > 0)
        {
            Away = [.. shown.Where(change => !back.Exists(other => ReferenceEquals(other, change)))],
        };
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
            var state = first.View(instance.Attributes[first.Attribute]);
            var open = known.Where(d => d.IsOpen && AttributePath.Root(d.Path) == group.Key).ToList();
            var before = Overlay.Apply(state, open.Select(d => new Difference(d.Path, d.Element, d.InState, d.InCloud, d.Hidden)));
            var after = group.Aggregate(before, (value, effect) => effect.Apply(value));
            if (instance.ScalarsOnly && (after.Kind == ValueKind.List || state.Kind == ValueKind.List))
            {
                after = Value.Hidden;
            }

            var differences = new Differ(Secrets.Of(instance, type)).Compare(type?.Attributes.GetValueOrDefault(first.Attribute), group.Key, state, after);
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
        _late |= IsLate(path, element);
        _opened.Add(new(path, element, inState, inCloud, hidden, change.Time, change.Id, Drift, IsOpen: true));
    }

    private void Close(IEnumerable<Deviation> deviations)
    {
        foreach (var deviation in deviations)
        {
            _late |= IsLate(deviation.Path, deviation.Element);
            _reverted.Add(deviation);
        }
    }

    // Something newer decided the same place, or its whole attribute.
    private bool IsLate(string path, string element) => known.Any(d =>
        ((d.Path == path && d.Element == element) || (d.Element.Length == 0 && d.Path == AttributePath.Root(path)) || d.Path == Deletion)
        && (d.Decided > change.Time || (d.Decided == change.Time && string.CompareOrdinal(d.EventId, change.Id) > 0)));

    private Verdict VerdictOf(IReadOnlyList<Target> targets)
    {
        if (targets.Any(t => t.Kind == TargetKind.Delete))
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
        if (_late)
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
