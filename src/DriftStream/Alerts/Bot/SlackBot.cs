using System.Text.Json.Nodes;
using DriftStream.Alerts.Sinks;
using Microsoft.Extensions.Options;

namespace DriftStream.Alerts.Bot;

/// <summary>Writes one message for each drift and edits it as the drift changes and ends.</summary>
internal sealed class SlackBot(SlackApi api, IOptions<SlackOptions> options, AlertContext context) : IAlertSink, IDisposable
{
    private readonly SlackForm _form = options.Value.HasButtons ? SlackForm.Buttons : SlackForm.Links;

    /// <inheritdoc/>
    public string Name => SlackOptions.SinkName;

    /// <inheritdoc/>
    public SinkTraits Traits { get; } = new()
    {
        ForPeople = true,
        Edits = true,
        TellsDecisions = true,
        Interval = options.Value.Interval,
        TimeLimit = options.Value.TimeLimit,
        ListingLength = SlackListing.Length,
    };

    /// <inheritdoc/>
    public async Task<SinkAnswer?> LookAsync(CancellationToken cancellation) => (await api.CallAsync("auth.test", [], cancellation)).Answer;

    /// <inheritdoc/>
    public async Task<SinkAnswer> TellAsync(News news, CancellationToken cancellation)
    {
        var body = SlackNews.Of(news, context, _form).ToJson();
        if (news is ListingNews)
        {
            return await PostAsync(body, Channel(news), Thread(news.Known), cancellation);
        }

        if (news.Known is not { } known)
        {
            return await PostAsync(body, Channel(news), [], cancellation);
        }

        var (answer, reply) = await CallAsync("chat.update", body, known.Channel, [("ts", known.Reference)], cancellation);
        if (reply?.Error is { } error && SlackErrors.IsGone(error))
        {
            return await PostAsync(body, Channel(news), [], cancellation);
        }

        if (reply?.Error is { } word && SlackErrors.IsTooMuch(word))
        {
            (answer, _) = await CallAsync("chat.update", ShortEdit(body), known.Channel, [("ts", known.Reference)], cancellation);
        }

        return answer.Outcome == SinkOutcome.Taken ? await ReplyAsync(news, known, cancellation) : answer;
    }

    /// <inheritdoc/>
    public void Dispose() => api.Dispose();

    private string Channel(News news) => news.Channel.Length > 0 ? news.Channel : options.Value.Channel!;

    private static (string, JsonNode)[] Thread(MessagePlace? place) => place is null ? [] : [("thread_ts", place.Reference)];

    // An edit notifies nobody, so the end of a drift also goes into the thread.
    private async Task<SinkAnswer> ReplyAsync(News news, MessagePlace known, CancellationToken cancellation)
    {
        if (SlackNews.Reply(news, context) is not { } reply)
        {
            return SinkAnswer.Ok with { Place = known };
        }

        (string, JsonNode)[] also = news is DriftNews { Occasion.Kind: Ledger.AlertKind.Reminder } ? [("reply_broadcast", true)] : [];
        var answer = await PostAsync(reply.ToJson(), known.Channel, [.. Thread(known), .. also], cancellation);
        return answer with { Place = known };
    }

    private async Task<SinkAnswer> PostAsync(JsonObject body, string channel, (string, JsonNode)[] more, CancellationToken cancellation)
    {
        var (answer, reply) = await CallAsync("chat.postMessage", body, channel, more, cancellation);
        return reply?.Error is { } error && SlackErrors.IsTooMuch(error)
            ? (await CallAsync("chat.postMessage", Short(body), channel, more, cancellation)).Answer
            : answer;
    }

    // The sentence alone is told rather than nothing.
    private static JsonObject Short(JsonObject body) => new() { ["text"] = body["text"]!.DeepClone(), ["unfurl_links"] = false, ["unfurl_media"] = false };

    // What an edit leaves out stays in the message, so it is emptied.
    private static JsonObject ShortEdit(JsonObject body)
    {
        var edit = Short(body);
        edit["blocks"] = new JsonArray();
        edit["attachments"] = new JsonArray();
        return edit;
    }

    private Task<(SinkAnswer Answer, SlackReply? Reply)> CallAsync(
        string method, JsonObject body, string channel, (string Name, JsonNode Value)[] more, CancellationToken cancellation)
    {
        var arguments = new JsonObject { ["channel"] = channel };
        foreach (var (name, value) in more)
        {
            arguments[name] = value.DeepClone();
        }

        foreach (var (name, value) in body)
        {
            arguments[name] = value?.DeepClone();
        }

        return api.CallAsync(method, arguments, cancellation);
    }
}
