namespace DriftStream.Core.Comparing.Kinds;

/// <summary>Domain names: case and the trailing dot do not count, and Route 53 writes * as \052.</summary>
/// <remarks>https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html</remarks>
internal static class DnsNames
{
    private const string DualStack = "dualstack.";

    public static ValueComparer Comparer { get; } = ValueComparer.ByText("domain names", Canonical);

    /// <summary>The console puts dualstack. in front of a load balancer's name.</summary>
    public static ValueComparer AliasTargets { get; } = ValueComparer.ByText("alias targets", text =>
        Canonical(text) is var name && name.StartsWith(DualStack, StringComparison.Ordinal) ? name[DualStack.Length..] : Canonical(text));

    /// <summary>The name in one spelling.</summary>
    public static string Canonical(string name)
    {
        var plain = name.Replace("\\052", "*", StringComparison.Ordinal).ToLowerInvariant();
        return plain is [.. { Length: > 0 } rest, '.'] ? rest : plain;
    }
}
