using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DriftStream.Replay.Digests;

/// <summary>A log file as a digest names it.</summary>
/// <param name="Object">The key of its object.</param>
/// <param name="Hash">The SHA-256 of its unpacked content, in lower-case hex.</param>
internal sealed record DigestedLog(string Object, string Hash);

/// <summary>CloudTrail's signed list of the log files that it delivered in an hour.</summary>
/// <remarks>https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html</remarks>
internal sealed record DigestFile
{
    /// <summary>The only algorithm that CloudTrail signs with.</summary>
    public const string SignatureAlgorithm = "SHA256withRSA";

    private const string HashAlgorithm = "SHA-256";

    /// <summary>digestStartTime.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>digestEndTime.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>digestS3Bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>digestS3Object: where it must lie.</summary>
    public required string Object { get; init; }

    /// <summary>digestPublicKeyFingerprint.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>previousDigestS3Object; null in the first of a chain.</summary>
    public string? PreviousObject { get; init; }

    /// <summary>previousDigestHashValue.</summary>
    public string? PreviousHash { get; init; }

    /// <summary>previousDigestSignature.</summary>
    public string? PreviousSignature { get; init; }

    /// <summary>The log files.</summary>
    public required IReadOnlyList<DigestedLog> Logs { get; init; }

    /// <summary>The SHA-256 of its own unpacked content, in lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>What was signed.</summary>
    /// <remarks>https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html</remarks>
    public required string Signed { get; init; }

    /// <summary>Reads one; null where it is none.</summary>
    /// <param name="content">Its unpacked bytes.</param>
    public static DigestFile? Read(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var json = JsonDocument.Parse(content);
            return Read(json.RootElement, Convert.ToHexStringLower(SHA256.HashData(content.Span)));
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    private static DigestFile? Read(JsonElement json, string hash)
    {
        var (end, bucket, place) = (Required(json, "digestEndTime"), Required(json, "digestS3Bucket"), Required(json, "digestS3Object"));
        var signature = Text(json, "previousDigestSignature");
        var logs = json.GetProperty("logFiles").EnumerateArray().ToList();
        if (logs.Any(l => Required(l, "hashAlgorithm") != HashAlgorithm) || Text(json, "previousDigestHashAlgorithm") is { } other && other != HashAlgorithm)
        {
            return null;
        }

        return new()
        {
            Start = Time(Required(json, "digestStartTime")),
            End = Time(end),
            Bucket = bucket,
            Object = place,
            Fingerprint = Required(json, "digestPublicKeyFingerprint"),
            PreviousObject = Text(json, "previousDigestS3Object"),
            PreviousHash = Text(json, "previousDigestHashValue"),
            PreviousSignature = signature,
            Logs = [.. logs.Select(l => new DigestedLog(Required(l, "s3Object"), Required(l, "hashValue")))],
            Hash = hash,
            Signed = $"{end}\n{bucket}/{place}\n{hash}\n{signature ?? "null"}",
        };
    }

    private static string Required(JsonElement json, string name) => Text(json, name) ?? throw new KeyNotFoundException(name);

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>Whether a signature is one of this digest, made with the key's other half.</summary>
    public bool IsSignedBy(RSA key, string signature)
    {
        try
        {
            return key.VerifyData(Encoding.UTF8.GetBytes(Signed), Convert.FromHexString(signature.Trim()), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
