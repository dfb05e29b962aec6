using DriftStream.Core.Catalog;

namespace DriftStream.Core.Coverage;

/// <summary>What events can tell of resources of one type.</summary>
public sealed record TypeCoverage
{
    /// <summary>e.g. <c>aws_s3_bucket</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the catalogue knows the type; of an unknown one nothing can be said.</summary>
    public required bool IsKnown { get; init; }

    /// <summary>The attributes that can be configured, by name. Those that only AWS fills are left out, as they cannot drift.</summary>
    public required IReadOnlyDictionary<string, AttributeCoverage> Attributes { get; init; }

    /// <summary>The events that tell of a new object, the surest first.</summary>
    public required IReadOnlyList<EventKey> Created { get; init; }

    /// <summary>The events that tell of a deletion, the surest first.</summary>
    public required IReadOnlyList<EventKey> Deleted { get; init; }

    /// <summary>The one region in which AWS records events of the type; null where it is the resource's own.</summary>
    public required string? HomeRegion { get; init; }

    /// <summary>No event tells anything of the type.</summary>
    public bool IsSilent => Deleted.Count == 0 && Attributes.Values.All(a => a.Events.Count == 0);
}
