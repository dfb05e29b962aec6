namespace DriftStream.Core.Matching;

/// <summary>The parts of a queue's address, as slices of its text.</summary>
internal readonly ref struct QueueUrl
{
    private const string Scheme = "https://";
    private const string OldestRegion = "us-east-1";
    private const int MostLabels = 8;

    private QueueUrl(ReadOnlySpan<char> region, ReadOnlySpan<char> account, ReadOnlySpan<char> name)
    {
        Region = region;
        Account = account;
        Name = name;
    }

    /// <summary>The region; empty in the oldest addresses, which mean us-east-1.</summary>
    public ReadOnlySpan<char> Region { get; }

    /// <summary>The twelve digits.</summary>
    public ReadOnlySpan<char> Account { get; }

    /// <summary>The queue's name.</summary>
    public ReadOnlySpan<char> Name { get; }

    /// <summary>Reads https://sqs.REGION.amazonaws.com/ACCOUNT/NAME and its other forms; false for anything else.</summary>
    /// <remarks>https://docs.aws.amazon.com/general/latest/gr/sqs-service.html</remarks>
    public static bool TryRead(ReadOnlySpan<char> text, out QueueUrl queue)
    {
        queue = default;
        if (!MayBe(text))
        {
            return false;
        }

        Span<Range> parts = stackalloc Range[4];
        var path = text[Scheme.Length..];
        if (path.Split(parts, '/') != 3 || !IsQueueHost(path[parts[0]], out var region))
        {
            return false;
        }

        queue = new(region, path[parts[1]], path[parts[2]]);
        return true;
    }

    /// <summary>The account and the name as they stand at the end of the address: all of its forms have that in common. Empty for anything else.</summary>
    public static ReadOnlySpan<char> AccountAndName(ReadOnlySpan<char> text) => TryRead(text, out var queue) ? text[^(queue.Account.Length + 1 + queue.Name.Length)..] : [];

    /// <summary>Whether two addresses lead to one queue.</summary>
    public static bool AreOne(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        TryRead(left, out var one) && TryRead(right, out var other)
        && one.Account.SequenceEqual(other.Account) && one.Name.SequenceEqual(other.Name) && one.RegionMeant.SequenceEqual(other.RegionMeant);

    private static bool MayBe(ReadOnlySpan<char> text) => text.StartsWith(Scheme, StringComparison.Ordinal) && (text.Contains("sqs", StringComparison.Ordinal) || text.Contains("queue.", StringComparison.Ordinal));

    private ReadOnlySpan<char> RegionMeant => Region.IsEmpty ? OldestRegion : Region;

    private static bool IsQueueHost(ReadOnlySpan<char> host, out ReadOnlySpan<char> region)
    {
        region = [];
        Span<Range> at = stackalloc Range[MostLabels];
        var labels = host.Split(at, '.');
        if (labels < 4)
        {
            return host is "queue.amazonaws.com";
        }

        ReadOnlySpan<char> first = host[at[0]], second = host[at[1]], third = host[at[2]], fourth = host[at[3]];
        var isCurrent = first is "sqs" or "sqs-fips" && ((third is "amazonaws" && fourth is "com") || (third is "api" && fourth is "aws" && labels == 4));
        region = isCurrent ? second
            : second is "queue" && third is "amazonaws" && fourth is "com" ? first
            : labels >= 6 && second is "sqs" && fourth is "vpce" && host[at[4]] is "amazonaws" && host[at[5]] is "com" ? third
            : [];
        return !region.IsEmpty;
    }
}
