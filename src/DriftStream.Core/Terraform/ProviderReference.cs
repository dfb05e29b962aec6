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

    /// <summary>What people call the provider: <c>hashicorp/random</c>, with its registry where that is another one; from older states <c>random</c>.</summary>
    /// <param name="text">The reference, as for <see cref="Parse"/>.</param>
    /// <param name="type">A resource type of the provider, for references that say nothing.</param>
    public static string NameOf(string? text, string type)
    {
        const string PublicRegistry = "registry.terraform.io/";
        var parts = (text ?? "").Split('"');
        if (parts.Length >= 3)
        {
            return parts[^2].StartsWith(PublicRegistry, StringComparison.Ordinal) ? parts[^2][PublicRegistry.Length..] : parts[^2];
        }

        var name = text is { Length: > 0 } ? text[(text.LastIndexOf(Marker + ".", StringComparison.Ordinal) is >= 0 and var at ? at + Marker.Length + 1 : 0)..] : type.Split('_')[0];
        return name.Split('.')[0];
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
