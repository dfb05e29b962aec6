using System.Net.Http.Headers;
using System.Text;
using DriftStream.Network;

namespace DriftStream.Alerts.Sinks;

/// <summary>Sends one request to a service within its time limit, and says what to do with the answer.</summary>
internal sealed class SinkHttp(SinkClients clients, TimeProvider clock, TimeSpan limit) : IDisposable
{
    private const int ReasonLimit = 60;
    private const int BodyLimit = 256 * 1024;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private readonly HttpClient _client = clients.Create();

    /// <summary>Posts JSON; whatever is no success is judged by its status alone.</summary>
    public Task<SinkAnswer> PostAsync(Uri url, string json, CancellationToken cancellation) => SendAsync(
        () => new(HttpMethod.Post, url) { Content = new StringContent(json, Encoding.UTF8, "application/json") },
        ByStatusAsync,
        cancellation);

    /// <summary>Sends a request; the answer is judged by the caller's rule.</summary>
    public async Task<SinkAnswer> SendAsync(
        Func<HttpRequestMessage> make, Func<HttpResponseMessage, CancellationToken, Task<SinkAnswer>> judge, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        using var request = make();
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await judge(response, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(SinkOutcome.TryAgain, $"no answer within {limit.TotalSeconds:0.###} s");
        }
        catch (HttpRequestException failure)
        {
            return new(SinkOutcome.TryAgain, $"no connection ({OutgoingFault.Words(failure)})");
        }
        catch (IOException)
        {
            return new(SinkOutcome.TryAgain, "the connection broke");
        }
    }

    /// <summary>What a status says where the service has no words of its own.</summary>
    public async Task<SinkAnswer> ByStatusAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        var reason = await ReasonAsync(response, cancellation);
        var wait = Wait(response);
        return status switch
        {
            >= 200 and < 300 => SinkAnswer.Ok,
            429 => new(SinkOutcome.TooFast, "429, the service asks to slow down", wait),
            // The receiver was busy or gave up waiting for us: the same message may go through.
            408 or 425 => new(SinkOutcome.TryAgain, $"{status}{reason}"),
            >= 500 => new(SinkOutcome.TryAgain, $"{status}{reason}", wait),
            // An address that moved would take the message, and the secret in the address, somewhere else.
            >= 300 and < 400 => new(SinkOutcome.Refused, $"{status}, the address is not the final one"),
            // Malformed, revoked, gone: the next attempt would get the same answer.
            _ => new(SinkOutcome.Refused, $"{status}{reason}") { Remedy = Remedy(status) },
        };
    }

    /// <summary>How long the service asks to wait; null where it does not say.</summary>
    public TimeSpan? Wait(HttpResponseMessage response) => response.Headers.RetryAfter is { } header ? Wait(header) : null;

    /// <summary>The answer's body as text, no more than any service of ours has to say.</summary>
    public static async Task<string> BodyAsync(HttpResponseMessage response, int most, CancellationToken cancellation)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[Math.Min(most, BodyLimit)];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private TimeSpan? Wait(RetryConditionHeaderValue header)
    {
        var wait = header.Delta ?? header.Date - clock.GetUtcNow();
        return wait is null ? null : wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
    }

    private static string? Remedy(int status) => status switch
    {
        401 or 403 => "the secret is wrong, or was revoked; configure a new one",
        404 or 410 => "the address is gone; configure the service's new one",
        _ => null,
    };

    // Slack says why in one word (no_service, invalid_blocks). Anything else may be an echo of what we sent.
    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.IsSuccessStatusCode)
        {
            return "";
        }

        var word = (await BodyAsync(response, ReasonLimit + 1, cancellation)).Trim();
        return word.Length is > 0 and <= ReasonLimit && word.All(c => char.IsAsciiLetterLower(c) || c == '_') ? $" {word}" : "";
    }
}
