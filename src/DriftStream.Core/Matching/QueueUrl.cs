namespace DriftStream.Core.Matching;

/// <summary>The parts of a queue's address.</summary>
/// <param name="Account">The twelve digits.</param>
/// <param name="Region">The region; null in the oldest addresses, which mean us-east-1.</param>
/// <param name="Name">The queue's name.</param>
internal sealed record QueueUrl(string Account, string? Region, string Name)
{
    private const string Scheme = "https://";
    private const string OldestRegion = "us-east-1";

    /// <summary>The parts of https://sqs.REGION.amazonaws.com/ACCOUNT/NAME and of its other forms; null for anything else.</summary>
    /// <remarks>https://docs.aws.amazon.com/general/latest/gr/sqs-service.html</remarks>
    public static QueueUrl? TryRead(ReadOnlySpan<char> text) =>
        MayBe(text) && text[Scheme.Length..].ToString().Split('/') is [var host, var account, var name] && IsQueueHost(host.Split('.'), out var region)
            ? new(account, region, name)
            : null;

    /// <summary>The account and the name as they stand at the end of the address: all of its forms have that in common. Empty for anything else.</summary>
    public static ReadOnlySpan<char> AccountAndName(ReadOnlySpan<char> text) => TryRead(text) is { } queue ? text[^(queue.Account.Length + 1 + queue.Name.Length)..] : [];

    /// <summary>Whether two addresses lead to one queue.</summary>
    public bool IsSameAs(QueueUrl other) => Account == other.Account && Name == other.Name && (Region ?? OldestRegion) == (other.Region ?? OldestRegion);

    private static bool MayBe(ReadOnlySpan<char> text) => text.StartsWith(Scheme, StringComparison.Ordinal) && (text.Contains("sqs", StringComparison.Ordinal) || text.Contains("queue.", StringComparison.Ordinal));

    private static bool IsQueueHost(string[] host, out string? region)
    {
        region = host switch
        {
            ["sqs" or "sqs-fips", var named, "amazonaws", "com", ..] => named,
            ["sqs" or "sqs-fips", var named, "api", "aws"] => named,
            [_, "sqs", var named, "vpce", "amazonaws", "com", ..] => named,
            [var named, "queue", "amazonaws", "com", ..] => named,
            _ => null,
        };
        return region is not null || host is ["queue", "amazonaws", "com"];
    }
}
