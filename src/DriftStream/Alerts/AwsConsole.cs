using System.Text.RegularExpressions;

namespace DriftStream.Alerts;

/// <summary>AWS's console for one region.</summary>
/// <param name="Home">Its address.</param>
/// <param name="Region">The region.</param>
internal sealed partial record AwsConsole(Uri Home, string Region)
{
    /// <summary>The console of a region; null where the text is none.</summary>
    public static AwsConsole? In(string? region) => region is not null && IsRegion().IsMatch(region)
        ? new(new Uri($"https://{Host(region)}/"), region)
        : null;

    private static string Host(string region) => region switch
    {
        _ when region.StartsWith("cn-", StringComparison.Ordinal) => $"{region}.console.amazonaws.cn",
        _ when region.StartsWith("us-gov-", StringComparison.Ordinal) => $"{region}.console.amazonaws-us-gov.com",
        _ => $"{region}.console.aws.amazon.com",
    };

    [GeneratedRegex("^[a-z]{2}(-[a-z]{2,12}){1,3}-[0-9]$")]
    private static partial Regex IsRegion();
}
