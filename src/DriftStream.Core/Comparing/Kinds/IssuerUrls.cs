namespace DriftStream.Core.Comparing.Kinds;

/// <summary>Issuers of identities: IAM keeps their address without https:// and without the last slash.</summary>
internal static class IssuerUrls
{
    private const string Scheme = "https://";

    public static ValueComparer Comparer { get; } = ValueComparer.ByText("issuers", text =>
        (text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? text[Scheme.Length..] : text).TrimEnd('/'));
}
