namespace DriftStream.Core.Catalog;

/// <summary>What the provider's source says about one resource type.</summary>
public sealed record ResourceType
{
    /// <summary>e.g. <c>aws_s3_bucket</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The provider's package, e.g. <c>s3</c>.</summary>
    public required string Package { get; init; }

    /// <summary>Attributes that identify an instance, the most telling first.</summary>
    public IReadOnlyList<string> IdAttributes { get; init; } = [];

    /// <summary>Attributes of Terraform's resource identity; empty where the type has none.</summary>
    public IReadOnlyList<string> Identity { get; init; } = [];

    /// <summary>The attribute that tagging calls name; null for types without tags.</summary>
    public string? TagAttribute { get; init; }

    /// <summary>The resource has no region (its events come from us-east-1).</summary>
    public bool IsGlobal { get; init; }

    /// <summary>All attributes by name; <c>id</c>, <c>region</c> and <c>timeouts</c> are implicit.</summary>
    public IReadOnlyDictionary<string, AttributeFacts> Attributes { get; init; } = new Dictionary<string, AttributeFacts>();

    /// <summary>The facts of an attribute by its path (<c>rule.apply_server_side_encryption_by_default</c>), or null where the catalogue has none.</summary>
    public AttributeFacts? Attribute(string path)
    {
        AttributeFacts? found = null;
        var level = Attributes;
        foreach (var segment in path.Split('.'))
        {
            if (!level.TryGetValue(segment, out found))
            {
                return null;
            }

            level = found.Nested;
        }

        return found;
    }
}

/// <summary>The type of an attribute.</summary>
public enum AttributeKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Whole number.</summary>
    Integer,

    /// <summary>Boolean.</summary>
    Bool,

    /// <summary>Number with a fraction.</summary>
    Float,

    /// <summary>Ordered.</summary>
    List,

    /// <summary>Without order.</summary>
    Set,

    /// <summary>Names to values.</summary>
    Map,

    /// <summary>An object.</summary>
    Object,

    /// <summary>Anything.</summary>
    Dynamic,
}

/// <summary>What the provider's schema says about one attribute.</summary>
public sealed record AttributeFacts
{
    private static readonly Dictionary<string, AttributeFacts> None = [];

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

    /// <summary>The provider calls it a secret.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>The provider sends it and never stores it.</summary>
    public bool IsWriteOnly { get; init; }

    /// <summary>The provider advises against it.</summary>
    public bool IsDeprecated { get; init; }

    /// <summary>Changing it replaces the resource.</summary>
    public bool ForcesReplacement { get; init; }

    /// <summary>The provider's default as text (<c>3600</c>, <c>true</c>); null where there is none or it is a Go constant.</summary>
    public string? Default { get; init; }

    /// <summary>The name of the provider's function or type that decides what is no difference, e.g. <c>SuppressEquivalentPolicyDiffs</c>; null for none.</summary>
    public string? Suppressor { get; init; }

    /// <summary>The attributes of a block; empty for plain values.</summary>
    public IReadOnlyDictionary<string, AttributeFacts> Nested { get; init; } = None;
}
