using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace DriftStream.Alerts.Interactions;

/// <summary>Tells requests that Slack signed from all others, and the first from a repeated one.</summary>
/// <remarks>https://docs.slack.dev/authentication/verifying-requests-from-slack/</remarks>
internal sealed class SlackSignature(IOptions<SlackOptions> options, TimeProvider clock)
{
    /// <summary>The header with the time of signing, in Unix seconds.</summary>
    public const string TimeHeader = "X-Slack-Request-Timestamp";

    /// <summary>The header with <c>v0=</c> and the HMAC-SHA256 in hexadecimal digits.</summary>
    public const string SignatureHeader = "X-Slack-Signature";

    /// <summary>How far the time of signing may be from ours.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly byte[]? _secret = options.Value.SigningSecret is { } secret ? Encoding.UTF8.GetBytes(secret.Reveal()) : null;
    private readonly Dictionary<string, DateTimeOffset> _seen = [];
    private readonly Lock _lock = new();

    /// <summary>Whether there is a secret to check with.</summary>
    public bool IsConfigured => _secret is not null;

    /// <summary>The signature over a body at a time.</summary>
    public static string Sign(byte[] secret, string time, ReadOnlySpan<byte> body) =>
        $"v0={Convert.ToHexStringLower(HMACSHA256.HashData(secret, (byte[])[.. Encoding.ASCII.GetBytes($"v0:{time}:"), .. body]))}";

    /// <summary>Whether the request is Slack's, is new, and came in time. True once for each signature.</summary>
    public bool Accepts(string time, string signature, ReadOnlySpan<byte> body) =>
        _secret is { } secret && IsTimely(time) && IsGenuine(secret, time, signature, body) && IsFirst(signature);

    private bool IsTimely(string time) =>
        long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(clock.GetUtcNow().ToUnixTimeSeconds() - seconds) <= Tolerance.TotalSeconds;

    private static bool IsGenuine(byte[] secret, string time, string signature, ReadOnlySpan<byte> body) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(Sign(secret, time, body)));

    // A genuine request that somebody recorded is as genuine the second time; it may be old by twice the tolerance.
    private bool IsFirst(string signature)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            foreach (var old in _seen.Where(s => s.Value < now - (2 * Tolerance)).Select(s => s.Key).ToList())
            {
                _seen.Remove(old);
            }

            return _seen.TryAdd(signature, now);
        }
    }
}
