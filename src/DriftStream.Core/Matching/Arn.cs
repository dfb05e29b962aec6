namespace DriftStream.Core.Matching;

/// <summary>The parts of an ARN. Region and account are empty where AWS leaves them out (S3, IAM).</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html</remarks>
public readonly record struct Arn(string Partition, string Service, string Region, string Account, string Resource)
{
    /// <summary>What follows the last <c>/</c> or <c>:</c> of the resource part.</summary>
    public string LastSegment => Resource[(Resource.AsSpan().LastIndexOfAny('/', ':') + 1)..];

    /// <summary>The resource part without its type: <c>queue-age</c> of <c>alarm:queue-age</c>, <c>/prod/api</c> of <c>log-group:/prod/api</c>.</summary>
    public string WithoutType
    {
        get
        {
            var end = Resource.AsSpan().IndexOfAny('/', ':');
            return end < 0 ? Resource : Resource[(end + 1)..];
        }
    }

    /// <summary>Reads an ARN; null where the text is none.</summary>
    public static Arn? Parse(string? text)
    {
        if (text is null || !text.StartsWith("arn:", StringComparison.Ordinal))
        {
            return null;
        }

        var parts = text.Split(':', 6);
        return parts.Length == 6 ? new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]) : null;
    }
}
