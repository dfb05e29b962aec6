using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Rules;
using DriftStream.Core.Judging.Rules.SecurityGroups;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Lives;

/// <summary>Asks whether an instance's state holds by now what the cloud is believed to hold.</summary>
internal sealed class CaughtUp(EventCatalog catalog, StateIndex states, ResourceInstance instance)
{
    private readonly ResourceType? _type = catalog.Type(instance.Type);

    /// <summary>Whether the state holds all of it.</summary>
    public bool Holds(IReadOnlyList<Deviation> deviations) => deviations.Count > 0 && Of(deviations).Values.All(d => d is null);

    /// <summary>What is left of each deviation that can be compared, with the state's value of now; null for one that is none any more.</summary>
    public IReadOnlyDictionary<Deviation, Deviation?> Of(IReadOnlyList<Deviation> deviations)
    {
        var left = new Dictionary<Deviation, Deviation?>(ReferenceEqualityComparer.Instance);
        foreach (var group in deviations.Where(d => d is { Hidden: false, Path.Length: > 0 }).GroupBy(d => AttributePath.Root(d.Path)))
        {
            var compared = IsChild(group.Key) ? group.Select(d => (d, HoldsChild(d) ? null : d)) : OfAttribute(group.Key, [.. group]);
            foreach (var (deviation, now) in compared)
            {
                left[deviation] = now;
            }
        }

        return left;
    }

    /// <summary>The state's value as it is compared.</summary>
    public Value StateOf(string root) => (root, instance.Type) switch
    {
        ("tags", _) => Tags.InState(instance.Attributes),
        ("ingress" or "egress", "aws_security_group" or "aws_default_security_group") => SourceRule.Split(instance.Attributes[root], root == "egress"),
        _ when instance.ScalarsOnly && instance.Attributes[root].IsScalar => Coercion.To(_type?.Attributes.GetValueOrDefault(root), instance.Attributes[root]),
        _ => instance.Attributes[root],
    };

    private IEnumerable<(Deviation, Deviation?)> OfAttribute(string root, List<Deviation> deviations)
    {
        var state = StateOf(root);
        var places = deviations.Where(d => d.Element.Length == 0).OrderBy(d => d.Decided).ThenBy(d => d.EventId, StringComparer.Ordinal).ToList();
        var elements = deviations.Where(d => d.Element.Length > 0).Select(d => (d, IsSettled(state, d) ? null : d));
        if (places.Count == 0)
        {
            return elements;
        }

        var cloud = Overlay.Apply(state, places.Select(d => d.AsDifference()));
        var differences = new Differ(Secrets.Of(instance, _type), Subject()).Compare(_type?.Attributes.GetValueOrDefault(root), root, state, cloud);
        return elements.Concat(places.Select(d => (d, Left(d, differences))));
    }

    private static Deviation? Left(Deviation deviation, IReadOnlyList<Difference> differences) =>
        differences.FirstOrDefault(n => n.Path == deviation.Path && n.Element.Length == 0) is { Hidden: false } same
            ? Documents.Same(same.InState, deviation.InState) ? deviation : deviation with { InState = same.InState }
            : differences.Any(n => Touches(n.Path, deviation.Path)) ? deviation : null;

    // A set that lost the element, or has it now: the path may lead into a block.
    private static bool IsSettled(Value state, Deviation deviation)
    {
        var isThere = false;
        AttributePath.Update(state, deviation.Path, set =>
        {
            isThere = set.Items.Any(i => Meaning.Canonical(i) == deviation.Element || Meaning.Same(i, deviation.InCloud.IsNull ? deviation.InState : deviation.InCloud));
            return set;
        });
        return isThere != deviation.InCloud.IsNull;
    }

    private bool IsChild(string root) => _type?.Attributes.ContainsKey(root) != true && catalog.Type(root) is not null;

    private bool HoldsChild(Deviation deviation) => deviation.InCloud.Members.Count > 0
        && states.OfType(deviation.Path).Any(child => deviation.InCloud.Members.All(m => m.Value.IsNull || Meaning.Same(m.Value, child.Attributes[m.Key])));

    private static bool Touches(string one, string other) => one == other || IsInside(one, other) || IsInside(other, one);

    private static bool IsInside(string path, string outer) =>
        path.Length > outer.Length && path.StartsWith(outer, StringComparison.Ordinal) && path[outer.Length] is '.' or '[';

    private Subject Subject()
    {
        var place = states.PlacementOf(instance);
        return new() { Type = instance.Type, Account = place.Account, Region = _type is { IsGlobal: true } ? null : place.Region };
    }
}
