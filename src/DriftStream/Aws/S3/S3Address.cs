using DriftStream.Configuration;

namespace DriftStream.Aws.S3;

/// <summary>A place in a bucket, as <c>s3://bucket/key</c>.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">A key, or how keys begin; empty for the whole bucket.</param>
internal sealed record S3Address(string Bucket, string Key)
{
    private const string Scheme = "s3://";

    /// <summary>Whether the text means to be one.</summary>
    public static bool IsMeantBy(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads an address.</summary>
    /// <exception cref="UsageException">It names no bucket.</exception>
    public static S3Address Parse(string text)
    {
        var (bucket, key) = text[Scheme.Length..].Split('/', 2) is [var first, var rest] ? (first, rest) : (text[Scheme.Length..], "");
        return bucket.Length is >= 3 and <= 255 && bucket.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            ? new(bucket, key)
            : throw new UsageException($"'{TerminalText.Clean(text)}' names no bucket: write s3://bucket or s3://bucket/prefix.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Scheme}{Bucket}/{Key}";
}
