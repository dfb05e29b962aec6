using DriftStream.Core.CloudTrail;

namespace DriftStream.Core.Coverage;

/// <summary>What events can tell of all resources of some states.</summary>
/// <param name="Instances">The resources, in the order of the states.</param>
/// <param name="Deposed">Old objects that wait for their deletion; they are not judged and not counted.</param>
public sealed record CoverageReport(IReadOnlyList<InstanceCoverage> Instances, int Deposed)
{
    /// <summary>The types that the resources have, by name.</summary>
    public IReadOnlyList<TypeCoverage> Types { get; } = [.. Instances.Select(i => i.Type).Distinct(ReferenceEqualityComparer.Instance).Cast<TypeCoverage>().OrderBy(t => t.Name, StringComparer.Ordinal)];

    /// <summary>How many attributes there are of each reach; every reach is there, 0 included.</summary>
    public IReadOnlyDictionary<Reach, int> Counts => Count(Instances);

    /// <summary>How many attributes some resources have of each reach.</summary>
    public static IReadOnlyDictionary<Reach, int> Count(IEnumerable<InstanceCoverage> instances)
    {
        var counts = ReachWords.All.ToDictionary(r => r, _ => 0);
        foreach (var attribute in instances.SelectMany(i => i.Attributes))
        {
            counts[attribute.Reach]++;
        }

        return counts;
    }

    /// <summary>The same about some of the resources only.</summary>
    /// <param name="addresses">Patterns of addresses (<c>*</c> stands for anything); empty: all.</param>
    /// <param name="types">Patterns of types; empty: all.</param>
    public CoverageReport Only(IReadOnlyList<string> addresses, IReadOnlyList<string> types) => addresses.Count + types.Count == 0
        ? this
        : new([.. Instances.Where(i => Fits(addresses, i.Instance.Address) && Fits(types, i.Instance.Type))], Deposed);

    private static bool Fits(IReadOnlyList<string> patterns, string text) => patterns.Count == 0 || patterns.Any(p => PrincipalPattern.Matches(p, text));
}
