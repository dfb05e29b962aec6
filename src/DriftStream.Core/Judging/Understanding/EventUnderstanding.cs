using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging.Rules;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Understanding;

/// <summary>What the judge makes of each parameter of an event, whatever the states hold.</summary>
/// <param name="Leaves">Each path once, in the order of the request; one path in several elements is what its least understood element is.</param>
public sealed record EventUnderstanding(IReadOnlyList<ParameterLeaf> Leaves)
{
    /// <summary>Whether a parameter says which resource is meant.</summary>
    public bool HasIdentifier => Leaves.Any(l => l.Role == LeafRole.Identifies);

    /// <summary>The paths that nobody understands.</summary>
    public IEnumerable<string> NotUnderstood => Leaves.Where(l => l.Role == LeafRole.NotUnderstood).Select(l => l.Path);

    /// <summary>Looks an event's parameters over; null where the catalogue does not know the event.</summary>
    public static EventUnderstanding? Of(CloudTrailEvent change, EventCatalog catalog)
    {
        if (catalog.Find(change.Source, change.Operation) is not { } rows)
        {
            return null;
        }

        var traced = change.With(change.Request.Apart());
        return Of(traced, RuleBook.Reads(new Situation(traced, rows, catalog, StateIndex.Empty, DeviationBook.Empty)));
    }

    internal static EventUnderstanding Of(CloudTrailEvent traced, IEnumerable<LeafUse> uses)
    {
        var known = new Dictionary<Value, LeafUse>(ReferenceEqualityComparer.Instance);
        foreach (var use in uses.Concat(IrrelevantParameters.In(traced)))
        {
            if (!known.TryGetValue(use.Leaf, out var earlier) || use.Role > earlier.Role)
            {
                known[use.Leaf] = use;
            }
        }

        return new([.. Read(traced, known)]);
    }

    private static IEnumerable<ParameterLeaf> Read(CloudTrailEvent traced, Dictionary<Value, LeafUse> known) =>
        from leaf in Understanding.Leaves.Of(traced.Request)
        group known.GetValueOrDefault(leaf.Leaf) by leaf.Path into path
        let use = path.MinBy(u => u.Role)
        select new ParameterLeaf(path.Key, use.Role, use.Meaning);
}
