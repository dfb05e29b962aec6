namespace DriftStream.Core.Comparing.Kinds;

/// <summary>The parts of a queue's address.</summary>
/// <param name="Account">The twelve digits.</param>
/// <param name="Region">The region; null in the oldest addresses, which mean us-east-1.</param>
/// <param name="Name">The queue's name.</param>
internal sealed record QueueUrl(string Account, string? Region, string Name)
{
    private const string Scheme = "https://";

    /// <summary>The parts of https://sqs.REGION.amazonaws.com/ACCOUNT/NAME and of its older forms; null for anything else.</summary>
    public static QueueUrl? TryRead(string text) =>
        text.StartsWith(Scheme, StringComparison.Ordinal) && text[Scheme.Length..].Split('/') is [var host, var account, var name] && IsQueueHost(host.Split('.'), out var region)
            ? new(account, region, name)
            : null;

    private static bool IsQueueHost(string[] host, out string? region)
    {
        region = host switch
        {
            ["sqs", var named, "amazonaws", "com", ..] => named,
            [var named, "queue", "amazonaws", "com", ..] => named,
            _ => null,
        };
        return region is not null || host is ["queue", "amazonaws", "com"];
    }
}
