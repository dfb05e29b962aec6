using System.Text.Json;
using Amazon.S3.Model;

namespace DriftStream.Replay.Digests;

/// <summary>
/// The signature of a digest file. S3 keeps it in the object's metadata, which a copy on disk does not have; there it may lie beside the digest, as
/// <c>NAME.head.json</c> (what <c>aws s3api head-object</c> prints) or <c>NAME.sig</c> (the signature in hex).
/// </summary>
internal static class DigestSignature
{
    private const string HeadEnding = ".head.json";
    private const string PlainEnding = ".sig";

    /// <summary>Whether a file is one that lies beside a digest.</summary>
    public static bool IsBeside(string path) => path.EndsWith(HeadEnding, StringComparison.Ordinal) || path.EndsWith(PlainEnding, StringComparison.Ordinal);

    /// <summary>The signature beside a digest; null where none is.</summary>
    public static async Task<string?> FindAsync(string digest, CancellationToken cancellation)
    {
        if (File.Exists(digest + HeadEnding))
        {
            return InMetadata(await File.ReadAllBytesAsync(digest + HeadEnding, cancellation));
        }

        return File.Exists(digest + PlainEnding) ? (await File.ReadAllTextAsync(digest + PlainEnding, cancellation)).Trim() : null;
    }

    /// <summary>The signature in the metadata of an object; null where it has none, empty where it is of another kind.</summary>
    public static string? InMetadata(MetadataCollection metadata) =>
        metadata["signature-algorithm"] is { Length: > 0 } algorithm && algorithm != DigestFile.SignatureAlgorithm ? "" : metadata["signature"];

    // An unreadable one is an empty signature: it is there, and it proves nothing.
    private static string? InMetadata(byte[] head)
    {
        try
        {
            using var json = JsonDocument.Parse(head);
            var metadata = json.RootElement.GetProperty("Metadata");
            return metadata.TryGetProperty("signature-algorithm", out var algorithm) && algorithm.GetString() != DigestFile.SignatureAlgorithm
                ? ""
                : metadata.GetProperty("signature").GetString();
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return "";
        }
    }
}
