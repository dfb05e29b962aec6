namespace DriftStream.Core.Coverage;

/// <summary>Services that AWS runs, and records, in one region for the whole world.</summary>
/// <remarks>https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events</remarks>
internal static class HomeRegions
{
    private static readonly HashSet<string> Virginia =
    [
        "iam", "cloudfront", "cloudfront-keyvaluestore", "route53", "route53domains", "organizations", "waf", "shield", "account", "budgets", "ce", "cur",
        "billing", "savingsplans", "bcm-data-exports", "cost-optimization-hub",
    ];

    private static readonly HashSet<string> Oregon = ["globalaccelerator", "networkmanager", "route53-recovery-control-config", "route53-recovery-readiness"];

    /// <summary>The region of a type whose events come from these sources; null where it is each resource's own.</summary>
    public static string? Of(IReadOnlyCollection<string> sources)
    {
        var services = sources.Select(s => s[..s.IndexOf('.', StringComparison.Ordinal)]).ToList();
        return services.Count == 0 ? null
            : services.TrueForAll(Virginia.Contains) ? "us-east-1"
            : services.TrueForAll(Oregon.Contains) ? "us-west-2" : null;
    }
}
