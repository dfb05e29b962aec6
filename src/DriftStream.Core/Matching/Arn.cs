namespace DriftStream.Core.Matching;

/// <summary>The parts of an ARN, as slices of its text. Region and account are empty where AWS leaves them out (S3, IAM).</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html</remarks>
public readonly ref struct Arn
{
    private const int PartCount = 6;

    private Arn(ReadOnlySpan<char> text, scoped ReadOnlySpan<Range> parts)
    {
        Service = text[parts[2]];
        Region = text[parts[3]];
        Account = text[parts[4]];
        Resource = text[parts[5]];
    }

    /// <summary>e.g. <c>s3</c>.</summary>
    public ReadOnlySpan<char> Service { get; }

    /// <summary>The region, or nothing.</summary>
    public ReadOnlySpan<char> Region { get; }

    /// <summary>The account, or nothing; <c>aws</c> for what AWS manages.</summary>
    public ReadOnlySpan<char> Account { get; }

    /// <summary>All that follows the account.</summary>
    public ReadOnlySpan<char> Resource { get; }

    /// <summary>What follows the last <c>/</c> or <c>:</c> of the resource part.</summary>
    public ReadOnlySpan<char> LastSegment => Resource[(Resource.LastIndexOfAny('/', ':') + 1)..];

    /// <summary>The resource part without its type: <c>queue-age</c> of <c>alarm:queue-age</c>, <c>/prod/api</c> of <c>log-group:/prod/api</c>.</summary>
    public ReadOnlySpan<char> WithoutType => Resource[(Resource.IndexOfAny('/', ':') + 1)..];

    /// <summary>Reads an ARN; false where the text is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Arn arn)
    {
        arn = default;
        if (!text.StartsWith("arn:", StringComparison.Ordinal))
        {
            return false;
        }

        Span<Range> parts = stackalloc Range[PartCount];
        if (text.Split(parts, ':') < PartCount)
        {
            return false;
        }

        arn = new(text, parts);
        return true;
    }
}
