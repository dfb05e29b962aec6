namespace DriftStream.Core.Terraform;

/// <summary>The provider configuration that a resource in a state refers to.</summary>
/// <param name="IsAws">It is the AWS provider, from whatever registry or mirror.</param>
/// <param name="IsRoot">It is configured in the root module, where the user's settings apply.</param>
/// <param name="Alias">Its alias; null for a default configuration.</param>
internal readonly record struct ProviderReference(bool IsAws, bool IsRoot, string? Alias)
{
    private const string Marker = "provider";

    /// <summary>
    /// Reads <c>provider["registry.terraform.io/hashicorp/aws"].west</c>, the same below a module, and what Terraform
    /// wrote before 0.13: <c>provider.aws.west</c>, <c>aws.west</c> or nothing, which means the provider of the type's name.
    /// </summary>
    public static ProviderReference Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return new ProviderReference(IsAws: true, IsRoot: true, Alias: null);
        }

        var start = MarkerAt(text);
        return start < 0
            ? Legacy(text, isRoot: true)
            : text[(start + Marker.Length)..] switch
            {
                ['[', '"', .. var rest] => Qualified(rest, isRoot: start == 0),
                ['.', .. var rest] => Legacy(rest, isRoot: start == 0),
                _ => default,
            };
    }

    /// <summary>The region that the configuration is known to use: the user's for the default one, an alias only if it is a region's name.</summary>
    public string? Region(string? configured) =>
        Alias is null ? (IsRoot ? configured : null) : RegionName.From(Alias);

    // A module may itself be called "provider", so the last one that can be the marker counts.
    private static int MarkerAt(string text)
    {
        var quoted = text.LastIndexOf("provider[\"", StringComparison.Ordinal);
        if (quoted >= 0)
        {
            return quoted;
        }

        if (text.StartsWith("provider.", StringComparison.Ordinal))
        {
            return 0;
        }

        var below = text.LastIndexOf(".provider.", StringComparison.Ordinal);
        return below < 0 ? -1 : below + 1;
    }

    private static ProviderReference Qualified(string rest, bool isRoot)
    {
        var end = rest.IndexOf('"', StringComparison.Ordinal);
        if (end < 0)
        {
            return default;
        }

        var alias = rest[end..] is ['"', ']', '.', .. var name] && name.Length > 0 ? name : null;
        return new ProviderReference(rest[..end].EndsWith("/aws", StringComparison.Ordinal), isRoot, alias);
    }

    private static ProviderReference Legacy(string rest, bool isRoot)
    {
        var dot = rest.IndexOf('.', StringComparison.Ordinal);
        return dot < 0
            ? new ProviderReference(rest.Trim() == "aws", isRoot, null)
            : new ProviderReference(rest[..dot].Trim() == "aws", isRoot, rest[(dot + 1)..]);
    }
}
