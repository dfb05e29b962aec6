using DriftStream.Core.Comparing;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Severities;

/// <summary>How much a switch protects at a value: not at all, by half, or as far as it goes.</summary>
internal static class Strength
{
    /// <summary>Not at all.</summary>
    public const int Off = 0;

    private const int Half = 1;
    private const int Full = 2;

    private static readonly HashSet<string> OffWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "off", "none", "no", "false", "0", "disable", "disabled", "inactive", "suspended", "paused", "stopped", "not_signing",
        "plaintext", "allow-all", "http-only", "unblocked", "noprotection", "legacy", "no_encrypt", "mutable",
    };

    // AES256 and AWS's own keys encrypt, but whoever may read may decrypt.
    private static readonly HashSet<string> HalfWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "optional", "preferred", "tls_plaintext", "match-viewer", "http", "tcp", "udp", "tcp_udp", "governance", "block-new-sharing", "block-ingress",
        "aes256", "sse_s3", "sse-s3", "default", "aws_owned_kms_key", "aws_owned_key", "should_encrypt",
    };

    /// <summary>The strength of a value; a container that holds something protects.</summary>
    public static int Of(Value value) =>
        Meaning.IsEmpty(value) || OffWords.Contains(value.Text) ? Off
        : value.Kind == ValueKind.Text && HalfWords.Contains(value.Text) ? Half
        : Full;
}
