using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using DriftStream.Alerts.Sinks;
using Microsoft.Extensions.Options;

namespace DriftStream.Alerts.Bot;

/// <summary>Calls Slack's Web API with the bot's token, which this class alone sees.</summary>
/// <remarks>https://docs.slack.dev/apis/web-api/</remarks>
internal sealed class SlackApi(IOptions<SlackOptions> options, SinkParts parts) : IDisposable
{
    private const int AnswerLimit = 256 * 1024;
    private readonly SinkHttp _http = parts.Http(options.Value.TimeLimit);
    private readonly AuthenticationHeaderValue? _token = options.Value.BotToken is { } token ? new("Bearer", token.Reveal()) : null;

    /// <summary>Whether there is a bot.</summary>
    public bool IsConfigured => _token is not null;

    /// <summary>Calls a method with JSON.</summary>
    public Task<(SinkAnswer Answer, SlackReply? Reply)> CallAsync(string method, JsonObject arguments, CancellationToken cancellation) =>
        SendAsync(() => new(HttpMethod.Post, Address(method)) { Content = new StringContent(SlackBody.ToText(arguments), Encoding.UTF8, "application/json") }, cancellation);

    /// <summary>Asks a method that only reads.</summary>
    public Task<(SinkAnswer Answer, SlackReply? Reply)> AskAsync(string method, string name, string value, CancellationToken cancellation) =>
        SendAsync(() => new(HttpMethod.Get, new Uri(Address(method), $"?{name}={Uri.EscapeDataString(value)}")), cancellation);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private Uri Address(string method) => new(options.Value.Api, method);

    private async Task<(SinkAnswer, SlackReply?)> SendAsync(Func<HttpRequestMessage> make, CancellationToken cancellation)
    {
        SlackReply? reply = null;
        var answer = await _http.SendAsync(
            () =>
            {
                var request = make();
                request.Headers.Authorization = _token;
                return request;
            },
            async (response, cancel) =>
            {
                if (!response.IsSuccessStatusCode)
                {
                    return await _http.ByStatusAsync(response, cancel);
                }

                reply = SlackReply.Read(await SinkHttp.BodyAsync(response, AnswerLimit, cancel));
                return reply.Error is { } error ? SlackErrors.Answer(error, _http.Wait(response)) : SinkAnswer.Ok with { Place = reply.Place };
            },
            cancellation);
        return (answer, reply);
    }
}
