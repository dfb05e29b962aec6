using System.Net;
using System.Net.Http.Headers;
using System.Text;
using DriftStream.Ledger;
using DriftStream.Network;
using Microsoft.Extensions.Options;

namespace DriftStream.Alerts;

/// <summary>Posts messages to the webhook. Its address is a secret that this class alone sees.</summary>
/// <remarks>
/// A client of its own instead of the framework's factory: that one logs every address it calls.
/// </remarks>
internal sealed class SlackWebhook : IDisposable
{
    private const int AnswerLimit = 60;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly HttpClient _client;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _limit;
    private readonly Uri? _url;
    private readonly AlertWatch? _watch;

    /// <summary>A webhook by the user's settings.</summary>
    public SlackWebhook(IOptions<SlackOptions> options, TimeProvider clock)
        : this(options, clock, OutgoingHttp.Plain, null)
    {
    }

    /// <summary>A webhook that is reached over the user's network, and whose alerts are watched.</summary>
    public SlackWebhook(IOptions<SlackOptions> options, TimeProvider clock, OutgoingHttp http, AlertWatch? watch)
    {
        _watch = watch;
        _clock = clock;
        _limit = options.Value.TimeLimit;
        _url = options.Value.WebhookUrl is { } secret ? new Uri(secret.Reveal()) : null;
        _client = new(http.Handler()) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Whether there is anybody to tell.</summary>
    public bool IsConfigured => _url is not null;

    /// <summary>Posts an alert within the time limit.</summary>
    public async Task<SlackAnswer> PostAsync(WaitingAlert alert, CancellationToken cancellation)
    {
        using var sending = _watch?.Begin("slack", alert);
        var answer = await PostAsync(alert.Body, cancellation);
        sending?.Tell(answer.Outcome);
        return answer;
    }

    /// <summary>Posts a message within the time limit.</summary>
    public async Task<SlackAnswer> PostAsync(string body, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(_limit, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return Judge(response.StatusCode, await ReasonAsync(response, either.Token), Wait(response.Headers.RetryAfter));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(SlackOutcome.TryAgain, $"no answer within {_limit.TotalSeconds:0.###} s");
        }
        catch (HttpRequestException failure)
        {
            return new(SlackOutcome.TryAgain, $"no connection ({OutgoingFault.Words(failure)})");
        }
        catch (IOException)
        {
            return new(SlackOutcome.TryAgain, "the connection broke");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static SlackAnswer Judge(HttpStatusCode status, string reason, TimeSpan? wait) => (int)status switch
    {
        >= 200 and < 300 => new(SlackOutcome.Taken, "ok"),
        429 => new(SlackOutcome.TooFast, "429, Slack asks to slow down", wait),
        // The receiver was busy or gave up waiting for us: the same message may go through.
        408 or 425 => new(SlackOutcome.TryAgain, $"{(int)status}{reason}"),
        >= 500 => new(SlackOutcome.TryAgain, $"{(int)status}{reason}", wait),
        // A webhook that moved would take the message, and the secret in its address, somewhere else.
        >= 300 and < 400 => new(SlackOutcome.Refused, $"{(int)status}, the webhook's address is not the final one"),
        // Malformed message, revoked webhook, archived channel: the next attempt would get the same answer.
        _ => new(SlackOutcome.Refused, $"{(int)status}{reason}"),
    };

    private TimeSpan? Wait(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? header?.Date - _clock.GetUtcNow();
        return wait is null ? null : wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
    }

    // Slack says why in one word (no_service, invalid_blocks). Anything else may be an echo of what we sent.
    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.IsSuccessStatusCode)
        {
            return "";
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[AnswerLimit + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        var word = Encoding.ASCII.GetString(buffer, 0, length).Trim();
        return length is > 0 and <= AnswerLimit && word.All(c => char.IsAsciiLetterLower(c) || c == '_') ? $" {word}" : "";
    }
}
