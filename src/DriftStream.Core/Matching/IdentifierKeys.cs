using System.Buffers;

namespace DriftStream.Core.Matching;

/// <summary>The texts under which an identifier can be looked up: itself, an ARN's parts, a URL's end, without a trailing dot.</summary>
internal static class IdentifierKeys
{
    /// <summary>How many there are at most, the parts of a composite id aside.</summary>
    public const int Most = 7;

    private static readonly SearchValues<char> Separators = SearchValues.Create(Identifiers.CompositeSeparators);

    /// <summary>Fills in where in the value the keys stand and returns how many there are; the first is the plain identifier.</summary>
    public static int Find(ReadOnlySpan<char> value, Span<Range> keys)
    {
        var plain = Identifiers.Plain(value);
        if (plain.IsEmpty)
        {
            return 0;
        }

        var count = 0;
        keys[count++] = Slice(value, plain);
        if (Identifiers.FunctionName(plain) is { IsEmpty: false } function)
        {
            keys[count++] = Slice(value, function);
        }

        if (QueueUrl.AccountAndName(plain) is { IsEmpty: false } queue)
        {
            keys[count++] = Slice(value, queue);
        }

        return Arn.TryParse(plain, out var arn) ? FindIn(arn, value, keys, count) : count;
    }

    /// <summary>Whether a Terraform <c>id</c> joins several ids. An ARN is one id, whatever is in it; two with a comma between them are two.</summary>
    public static bool IsComposite(ReadOnlySpan<char> plain) => plain.ContainsAny(Separators) && (!Arn.TryParse(plain, out _) || AreArns(plain));

    /// <summary>Whether several ARNs are joined: the permission sets of Identity Center.</summary>
    public static bool AreArns(ReadOnlySpan<char> plain) => plain.Contains(",arn:", StringComparison.Ordinal);

    private static int FindIn(Arn arn, ReadOnlySpan<char> value, Span<Range> keys, int count)
    {
        keys[count++] = Slice(value, arn.Resource);
        keys[count++] = Slice(value, arn.WithoutType);
        keys[count++] = Slice(value, arn.LastSegment);
        // servicesetting/ssm/documents/... is also called /ssm/documents/...
        if (arn.Service is "ssm" && arn.Resource.IndexOf('/') is var slash and > 0)
        {
            keys[count++] = Slice(value, arn.Resource[slash..]);
        }

        if (arn.Service is "secretsmanager" && arn.WithoutType.Length > Identifiers.SecretSuffix)
        {
            keys[count++] = Slice(value, arn.WithoutType[..^Identifiers.SecretSuffix]);
        }

        if (arn.WithoutType.EndsWith(":*", StringComparison.Ordinal))
        {
            keys[count++] = Slice(value, arn.WithoutType[..^2]);
        }

        return count;
    }

    private static Range Slice(ReadOnlySpan<char> value, ReadOnlySpan<char> part) =>
        value.Overlaps(part, out var start) ? new(start, start + part.Length) : default;
}
