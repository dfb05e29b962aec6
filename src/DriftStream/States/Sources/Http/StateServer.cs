using System.Net;
using DriftStream.Configuration;
using DriftStream.Network;

namespace DriftStream.States.Sources.Http;

/// <summary>A server that keeps states, asked over HTTP. What it cannot answer now it is asked again a little later.</summary>
internal sealed class StateServer : IDisposable
{
    private const int Tries = 3;
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ContentLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client;
    private readonly TimeProvider _time;

    /// <summary>A server.</summary>
    /// <param name="http">The way to it.</param>
    /// <param name="time">The clock.</param>
    public StateServer(OutgoingHttp http, TimeProvider time)
    {
        _time = time;
        _client = new(http.Handler()) { Timeout = AnswerLimit };
        _client.DefaultRequestHeaders.UserAgent.Add(new("driftstream", null));
    }

    /// <summary>The address that may be asked.</summary>
    /// <exception cref="UsageException">It is none, would carry a secret to wherever it is shown, or has no TLS on the way.</exception>
    public static Uri AddressOf(StateEntry entry, string target)
    {
        if (!Uri.TryCreate(target, UriKind.Absolute, out var address) || address.Host.Length == 0)
        {
            throw new UsageException($"The state '{target}' is no web address, so it cannot be read: write https://host/path as in the http backend's address.");
        }

        if (AddressSecrets.SecretSetting(target) is { } secret)
        {
            throw new UsageException($"The state at {address.Host} carries the setting '{secret}' in its address, which is shown in many places, so it is not read: leave it out, and set Username and Password of its entry under States.");
        }

        return address.Scheme == Uri.UriSchemeHttps || address.IsLoopback || entry.PlainHttp ? address : throw new UsageException(
            $"The state '{target}' would come over the network without TLS, with its secrets for everybody on the way, so it is not read: write https://, or set PlainHttp of its entry under States to true.");
    }

    /// <summary>Asks, and gives the answer where it is a success, <c>304 Not Modified</c>, <c>404 Not Found</c>, or another that can be taken; its content is still on the way.</summary>
    /// <exception cref="StateSourceException">There is no such answer.</exception>
    public async Task<HttpResponseMessage> AskAsync(Func<HttpRequestMessage> question, CancellationToken cancellation, params HttpStatusCode[] alsoTaken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (answer, sentence) = await TryAsync(question, cancellation);
            if (answer is { IsSuccessStatusCode: true } or { StatusCode: HttpStatusCode.NotModified or HttpStatusCode.NotFound } || (answer is not null && alsoTaken.Contains(answer.StatusCode)))
            {
                return answer;
            }

            using (answer)
            {
                if (attempt == Tries || (answer is not null && !MayPass(answer.StatusCode)))
                {
                    throw new StateSourceException(sentence ?? HttpStateFaults.Sentence(answer!.StatusCode));
                }

                await Task.Delay(WaitBefore(attempt, answer), _time, cancellation);
            }
        }
    }

    /// <summary>Reads the content of an answer.</summary>
    /// <exception cref="StateSourceException">It does not arrive.</exception>
    public static async Task<T> ReadAsync<T>(HttpResponseMessage answer, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ContentLimit);
        try
        {
            await using var content = await answer.Content.ReadAsStreamAsync(limit.Token);
            return await read(content, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new StateSourceException(HttpStateFaults.Late);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException and not StateSourceException)
        {
            throw new StateSourceException(HttpStateFaults.Broken, failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<(HttpResponseMessage? Answer, string? Sentence)> TryAsync(Func<HttpRequestMessage> question, CancellationToken cancellation)
    {
        try
        {
            using var request = question();
            return (await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation), null);
        }
        catch (HttpRequestException failure)
        {
            return (null, $"the server cannot be reached: {OutgoingFault.Words(failure)}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, HttpStateFaults.Late);
        }
    }

    private static bool MayPass(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private TimeSpan WaitBefore(int attempt, HttpResponseMessage? answer)
    {
        var asked = answer?.Headers.RetryAfter is { } after ? after.Delta ?? (after.Date - _time.GetUtcNow()) : null;
        var wait = asked ?? (FirstWait * attempt);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
    }
}
