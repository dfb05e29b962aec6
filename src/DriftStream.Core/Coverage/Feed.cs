namespace DriftStream.Core.Coverage;

/// <summary>An account and region whose events concern some of the resources.</summary>
/// <param name="Account">The account; null where nobody says.</param>
/// <param name="Region">The region; null where nobody says.</param>
/// <param name="Resources">How many resources.</param>
/// <param name="HomeTypes">Their types whose events AWS records in this region wherever the resources are used.</param>
public sealed record Feed(string? Account, string? Region, int Resources, IReadOnlyList<string> HomeTypes)
{
    /// <summary>The feeds that the resources need, those with the most resources first.</summary>
    public static IReadOnlyList<Feed> Of(CoverageReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return
        [
            .. report.Instances
                .GroupBy(i => (i.Account, i.FeedRegion))
                .Select(g => new Feed(g.Key.Account, g.Key.FeedRegion, g.Count(), [.. g.Where(i => i.Type.HomeRegion is not null).Select(i => i.Type.Name).Distinct().Order(StringComparer.Ordinal)]))
                .OrderByDescending(f => f.Resources).ThenBy(f => f.Account, StringComparer.Ordinal).ThenBy(f => f.Region, StringComparer.Ordinal),
        ];
    }
}
