using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace DriftStream.Web;

/// <summary>Whether a request may read or send: with the key, with a session that was opened with the key, or from this machine where no key is set.</summary>
internal sealed class Access(IOptions<HttpOptions> options, TimeProvider time)
{
    public const string Cookie = "driftstream";
    public static readonly TimeSpan SessionLength = TimeSpan.FromHours(12);

    private readonly byte[]? _key = options.Value.ApiKey is { } key ? Digest(key.Reveal()) : null;

    /// <summary>Whether a key is set at all.</summary>
    public bool NeedsKey => _key is not null;

    /// <summary>What the request shows for itself; a browser's session counts only where it can do no more than read.</summary>
    public Standing Of(HttpContext context) => _key is null ? WithoutKey(context) : WithKey(context, _key);

    /// <summary>Whether the text is the key; takes as long for a wrong one as for the right one.</summary>
    public bool IsKey(string text) => _key is not null && CryptographicOperations.FixedTimeEquals(Digest(text), _key);

    /// <summary>The value of a cookie that stands for the key until the session ends. A new key ends it too.</summary>
    public string OpenSession()
    {
        var end = time.GetUtcNow().Add(SessionLength).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{end}.{Sign(end, _key ?? [])}";
    }

    private Standing WithoutKey(HttpContext context) =>
        options.Value.Endpoint() is { } endpoint && IPAddress.IsLoopback(endpoint.Address)
        && IsLoopback(context.Connection.RemoteIpAddress) && IsLoopback(context.Connection.LocalIpAddress)
            ? Standing.Allowed
            : Standing.NotFromHere;

    private Standing WithKey(HttpContext context, byte[] key)
    {
        var header = context.Request.Headers[HeaderNames.Authorization].ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return IsKey(header["Bearer ".Length..].Trim()) ? Standing.Allowed : Standing.KeyWrong;
        }

        return HeadRequests.Reads(context.Request) && IsSession(context.Request.Cookies[Cookie], key)
            ? Standing.Allowed
            : Standing.KeyMissing;
    }

    private bool IsSession(string? cookie, byte[] key)
    {
        if (cookie?.Split('.') is not [var end, var signature]
            || !long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return false;
        }

        var genuine = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(Sign(end, key)));
        return genuine && time.GetUtcNow().ToUnixTimeSeconds() < seconds;
    }

    private static string Sign(string end, byte[] key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("session until " + end)));

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static bool IsLoopback(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);
}
