namespace DriftStream.Core.Catalog;

/// <summary>What a call does to a resource of one type, as the Terraform provider uses it.</summary>
public enum RowEffect
{
    /// <summary>Called while creating. It is no creation by itself: PutBucketTagging is called then, too.</summary>
    Create,

    /// <summary>Changes.</summary>
    Update,

    /// <summary>Deletes.</summary>
    Delete,

    /// <summary>Creates or replaces.</summary>
    Put,

    /// <summary>Sets tags on any type of the row's packages.</summary>
    Tag,
}

/// <summary>One candidate: what one event may mean for one resource type.</summary>
public sealed record EventRow
{
    /// <summary>The resource type; null for tagging rows (<see cref="RowEffect.Tag"/>).</summary>
    public ResourceType? Type { get; init; }

    /// <summary>What the call does.</summary>
    public required RowEffect Effect { get; init; }

    /// <summary>3 the type's main call, 2 addressed by the type's own id, 1 only related.</summary>
    public int Weight { get; init; }

    /// <summary>Request members that identify the instance; all that are present must agree.</summary>
    public IReadOnlyList<IdMember> Ids { get; init; } = [];

    /// <summary>Response members that hold the new resource's id.</summary>
    public IReadOnlyList<MemberPair> Outs { get; init; } = [];

    /// <summary>Which request member feeds which attribute.</summary>
    public IReadOnlyList<MemberPair> Pairs { get; init; } = [];

    /// <summary>Attributes that the call changes without a parameter of their own.</summary>
    public IReadOnlyList<string> Touch { get; init; } = [];

    /// <summary>There is one such resource per account or region, so the call names none.</summary>
    public bool IsSingleton { get; init; }

    /// <summary>The provider never makes this call; what it does was inferred. Never alert on it alone.</summary>
    public bool IsInferred { get; init; }

    /// <summary>For tagging rows: the provider packages whose tagged types the call can name.</summary>
    public IReadOnlyList<string> TagPackages { get; init; } = [];
}

/// <summary>A request member that identifies.</summary>
/// <param name="Path">API spelling, segments separated by dots, e.g. <c>Resources</c> or <c>Cluster.Name</c>.</param>
/// <param name="XmlPath">The spelling that CloudTrail uses for XML and EC2 services where it differs, else null.</param>
/// <param name="Attributes">Attributes that may hold the same value; any of them. For tagging rows empty: the type's tag attribute.</param>
/// <param name="IsApproximate">The catalogue marks the relation with <c>~</c>: the value is only part of the attribute.</param>
public sealed record IdMember(string Path, string? XmlPath, IReadOnlyList<string> Attributes, bool IsApproximate);

/// <summary>A member of request or response and the attribute it feeds.</summary>
/// <param name="Path">API spelling, segments separated by dots; for attribute lists <c>AttributeName=X</c> may be the last segment.</param>
/// <param name="XmlPath">CloudTrail's spelling where it differs, else null.</param>
/// <param name="Attributes">The attribute's path in Terraform's spelling; several are alternatives.</param>
/// <param name="IsWeak">Several candidates, so do not alert on it alone.</param>
public sealed record MemberPair(string Path, string? XmlPath, IReadOnlyList<string> Attributes, bool IsWeak);
