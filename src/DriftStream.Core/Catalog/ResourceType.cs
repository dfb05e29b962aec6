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

    /// <summary>What else any row compares an identifying member or an answered id with: an index must know these too.</summary>
    public IReadOnlyList<string> KeyAttributes { get; init; } = [];

    /// <summary>The attribute that tagging calls name; null for types without tags.</summary>
    public string? TagAttribute { get; init; }

    /// <summary>The resource has no region (its events come from us-east-1).</summary>
    public bool IsGlobal { get; init; }

    /// <summary>The calls that the provider reads it with, e.g. <c>s3.GetBucketVersioning</c>.</summary>
    public IReadOnlyList<string> ReadCalls { get; init; } = [];

    /// <summary>All attributes by name; <c>id</c>, <c>region</c> and <c>timeouts</c> are implicit.</summary>
    public IReadOnlyDictionary<string, AttributeFacts> Attributes { get; init; } = AttributeFacts.None;

    /// <summary>The facts of an attribute by its path (<c>rule.apply_server_side_encryption_by_default</c>), or null where the catalogue has none.</summary>
    public AttributeFacts? Attribute(string path)
    {
        if (!path.Contains('.', StringComparison.Ordinal))
        {
            return Attributes.GetValueOrDefault(path);
        }

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
