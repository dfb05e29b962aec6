namespace DriftStream.Core.Catalog;

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

    /// <summary>A person added the row, because the provider's source does not show the call.</summary>
    public bool IsHandWritten { get; init; }

    /// <summary>CloudTrail's spelling of members that are neither in <see cref="Ids"/> nor in <see cref="Pairs"/>.</summary>
    public IReadOnlyList<MemberSpelling> Spellings { get; init; } = [];

    /// <summary>For tagging rows: the provider packages whose tagged types the call can name.</summary>
    public IReadOnlyList<string> TagPackages { get; init; } = [];
}
