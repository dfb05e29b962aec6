using DriftStream.Alerts.Sinks;
using Microsoft.Extensions.Options;

namespace DriftStream.Alerts;

/// <summary>Posts messages to Slack's incoming webhook: no edits, no threads, no buttons. Its address is a secret that this class alone sees.</summary>
internal sealed class SlackWebhook(IOptions<SlackOptions> options, SinkParts parts) : IAlertSink, IDisposable
{
    private const string Nothing = "{}";

    // The words with which Slack says that a message is empty, and thereby that its address is right.
    private static readonly string[] Refusals = ["400 no_text", "400 invalid_payload", "400 missing_text_or_fallback_or_attachments"];

    private readonly SinkHttp _http = parts.Http(options.Value.TimeLimit);
    private readonly Uri? _url = options.Value.WebhookUrl is { } secret ? new Uri(secret.Reveal()) : null;

    /// <inheritdoc/>
    public string Name => SlackOptions.SinkName;

    /// <inheritdoc/>
    public SinkTraits Traits { get; } = new()
    {
        ForPeople = true,
        Interval = options.Value.Interval,
        TimeLimit = options.Value.TimeLimit,
        ListingLength = SlackListing.Length,
    };

    /// <summary>Whether there is anybody to tell.</summary>
    public bool IsConfigured => _url is not null;

    /// <inheritdoc/>
    public async Task<SinkAnswer?> LookAsync(CancellationToken cancellation)
    {
        var answer = await PostAsync(Nothing, cancellation);
        return Refusals.Contains(answer.Detail) ? SinkAnswer.Ok : answer;
    }

    /// <inheritdoc/>
    public Task<SinkAnswer> TellAsync(News news, CancellationToken cancellation) =>
        PostAsync(SlackNews.Of(news, parts.Context, SlackForm.Links).ToText(), cancellation);

    /// <summary>Posts a message within the time limit.</summary>
    public Task<SinkAnswer> PostAsync(string body, CancellationToken cancellation) =>
        _url is null
            ? Task.FromResult(new SinkAnswer(SinkOutcome.Refused, $"{SlackOptions.Section}:WebhookUrl is not configured"))
            : _http.PostAsync(_url, body, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
