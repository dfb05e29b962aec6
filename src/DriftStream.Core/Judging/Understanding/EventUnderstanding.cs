using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging.Rules;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Understanding;

/// <summary>What the judge makes of each parameter of an event, whatever the states hold.</summary>
/// <param name="Leaves">Each path once, in the order of the request; one path in several elements is what its least understood element is.</param>
/// <param name="IsIdentified">Whether parameters, the answer, AWS's list of resources or the account alone say which resource is meant.</param>
public sealed record EventUnderstanding(IReadOnlyList<ParameterLeaf> Leaves, bool IsIdentified)
{
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
        var situation = new Situation(traced, rows, catalog, StateIndex.Empty, DeviationBook.Empty);
        IReadOnlyList<ParameterLeaf> leaves = [.. Read(traced, RuleBook.Reads(situation))];
        return new(leaves, leaves.Any(l => l.Role == LeafRole.Identifies) || change.Resources.Count > 0 || AnyCall.IsAnswered(situation));
    }

    private static IEnumerable<ParameterLeaf> Read(CloudTrailEvent traced, IEnumerable<LeafUse> uses)
    {
        var known = new Dictionary<Value, LeafUse>(ReferenceEqualityComparer.Instance);
        foreach (var use in uses.Concat(Triage.Reads(traced)).Concat(IrrelevantParameters.In(traced)))
        {
            if (!known.TryGetValue(use.Leaf, out var earlier) || use.Role > earlier.Role)
            {
                known[use.Leaf] = use;
            }
        }

        return
            from leaf in Understanding.Leaves.Of(traced.Request)
            group known.GetValueOrDefault(leaf.Leaf) by leaf.Path into path
            let use = path.MinBy(u => u.Role)
            select new ParameterLeaf(path.Key, use.Role, use.Meaning);
    }
}
