using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace DriftStream.Alerts.Sinks;

/// <summary>Posts findings as JSON to a program of the user's, signed so that it can tell ours from others'.</summary>
internal sealed class Webhook(WebhookEntry entry, SinkParts parts) : IAlertSink, IDisposable
{
    /// <summary>The header with the time of signing, in Unix seconds.</summary>
    public const string TimeHeader = "DriftStream-Timestamp";

    /// <summary>The header with <c>v1=</c> and the HMAC-SHA256, in hexadecimal digits, over time, a full stop and body.</summary>
    public const string SignatureHeader = "DriftStream-Signature";

    /// <summary>The header that is the same whenever the same alert comes again.</summary>
    public const string IdHeader = "DriftStream-Alert";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private readonly SinkHttp _http = parts.Http(Limit);
    private readonly Uri _url = new(entry.Url!.Reveal());
    private readonly byte[]? _secret = entry.Secret is { } secret ? Encoding.UTF8.GetBytes(secret.Reveal()) : null;

    /// <inheritdoc/>
    public string Name { get; } = entry.Name;

    /// <inheritdoc/>
    public SinkTraits Traits { get; } = new() { TellsDecisions = true, TimeLimit = Limit };

    /// <summary>The signature over a body at a time.</summary>
    public static string Sign(byte[] secret, string time, byte[] body) =>
        $"v1={Convert.ToHexStringLower(HMACSHA256.HashData(secret, (byte[])[.. Encoding.ASCII.GetBytes($"{time}."), .. body]))}";

    /// <inheritdoc/>
    public Task<SinkAnswer?> LookAsync(CancellationToken cancellation) => Task.FromResult<SinkAnswer?>(null);

    /// <inheritdoc/>
    public Task<SinkAnswer> TellAsync(News news, CancellationToken cancellation)
    {
        var body = MachineText.ToUtf8(news);
        return _http.SendAsync(() => Request(news.Id, body), _http.ByStatusAsync, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(string id, byte[] body)
    {
        var time = parts.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(IdHeader, id);
        request.Headers.Add(TimeHeader, time);
        if (_secret is not null)
        {
            request.Headers.Add(SignatureHeader, Sign(_secret, time, body));
        }

        return request;
    }
}
