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

    /// <summary>Why the request does not count, for the log; null where it is Slack's, is new, and came in time, which is so once for each signature.</summary>
    public string? Refusal(string time, string signature, ReadOnlySpan<byte> body)
    {
        if (_secret is not { } secret || signature.Length == 0 || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return "it bears no signature of Slack's";
        }

        return (clock.GetUtcNow().ToUnixTimeSeconds() - seconds) switch
        {
            var age when age > Tolerance.TotalSeconds => $"it was signed {age:N0} s ago by this machine's clock, and more than five minutes do not count: it was recorded, or the clock is fast",
            var age when age < -Tolerance.TotalSeconds => $"it was signed {-age:N0} s in the future by this machine's clock: set the clock",
            _ when !IsGenuine(secret, time, signature, body) => "its signature does not fit Slack:SigningSecret: compare that with the Signing Secret under Basic Information of the app",
            _ => IsFirst(signature) ? null : "the same request came before",
        };
    }

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
