namespace DriftStream.Core.Catalog;

/// <summary>What the provider's schema says about one attribute.</summary>
public sealed record AttributeFacts
{
    internal static readonly IReadOnlyDictionary<string, AttributeFacts> None = new Dictionary<string, AttributeFacts>();

    /// <summary>Its type.</summary>
    public required AttributeKind Kind { get; init; }

    /// <summary>It must be configured.</summary>
    public bool IsRequired { get; init; }

    /// <summary>It may be configured.</summary>
    public bool IsOptional { get; init; }

    /// <summary>AWS may fill it.</summary>
    public bool IsComputed { get; init; }

    /// <summary>Only AWS fills it: it can never drift.</summary>
    public bool IsComputedOnly => IsComputed && !IsOptional && !IsRequired;

    /// <summary>Its type was found out. What nobody found out reads as text that is neither configured nor computed.</summary>
    public bool IsTypeKnown => Kind != AttributeKind.Text || IsRequired || IsOptional || IsComputed;

    /// <summary>The provider calls it a secret.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>The provider sends it and never stores it.</summary>
    public bool IsWriteOnly { get; init; }

    /// <summary>The provider advises against it.</summary>
    public bool IsDeprecated { get; init; }

    /// <summary>Changing it replaces the resource.</summary>
    public bool ForcesReplacement { get; init; }

    /// <summary>It is written as a block, not as a value.</summary>
    public bool IsBlock { get; init; }

    /// <summary>The provider's default as text (<c>3600</c>, <c>true</c>); null where there is none or it is a Go constant.</summary>
    public string? Default { get; init; }

    /// <summary>The name of the provider's function or type that decides what is no difference, e.g. <c>SuppressEquivalentPolicyDiffs</c>; null for none.</summary>
    public string? Suppressor { get; init; }

    /// <summary>The attributes of a block; empty for plain values.</summary>
    public IReadOnlyDictionary<string, AttributeFacts> Nested { get; init; } = None;
}
