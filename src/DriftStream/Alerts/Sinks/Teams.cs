using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DriftStream.Core.Judging;

namespace DriftStream.Alerts.Sinks;

/// <summary>Posts Adaptive Cards to a Microsoft Teams channel, through a workflow with a webhook trigger.</summary>
/// <remarks>Foreign text goes only into text runs, in which Teams reads no Markdown, no links and no mentions.</remarks>
internal sealed class Teams(TeamsEntry entry, SinkParts parts) : IAlertSink, IDisposable
{
    /// <summary>Teams refuses messages of more than 28 KB.</summary>
    public const int MostBytes = 28 * 1024;

    private const int MostLines = 20;
    private const int LineLimit = 160;
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly SinkHttp _http = parts.Http(Limit);
    private readonly Uri _url = new(entry.Url!.Reveal());

    /// <inheritdoc/>
    public string Name { get; } = entry.Name;

    /// <inheritdoc/>
    public SinkTraits Traits { get; } = new() { ForPeople = true, Interval = TimeSpan.FromSeconds(1), TimeLimit = Limit, ListingLength = 6_000 };

    /// <inheritdoc/>
    public Task<SinkAnswer?> LookAsync(CancellationToken cancellation) => Task.FromResult<SinkAnswer?>(null);

    /// <inheritdoc/>
    public Task<SinkAnswer> TellAsync(News news, CancellationToken cancellation) =>
        _http.PostAsync(_url, Message(PlainNews.Of(news, parts.Context), news is ListingNews).ToJsonString(Relaxed), cancellation);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static JsonObject Message(PlainNews news, bool whole) => new()
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["content"] = new JsonObject
            {
                ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                ["type"] = "AdaptiveCard",
                ["version"] = "1.4",
                ["msteams"] = new JsonObject { ["width"] = "Full" },
                ["body"] = new JsonArray([.. Body(news, whole)]),
                ["actions"] = new JsonArray([.. news.Links.Select(l => new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = l.Text, ["url"] = l.Url.AbsoluteUri })]),
            },
        }),
    };

    private static IEnumerable<JsonNode> Body(PlainNews news, bool whole)
    {
        yield return new JsonObject
        {
            ["type"] = "Container",
            ["style"] = news.IsOver ? "good" : news.Severity >= Severity.High ? "attention" : news.Severity == Severity.Medium ? "warning" : "accent",
            ["items"] = new JsonArray(Text(news.Word, bold: true), Text(news.Sentence)),
        };
        foreach (var (name, text) in news.Facts)
        {
            yield return Fact(name, text);
        }

        var shown = whole ? news.Lines : news.Lines.Take(MostLines).ToList();
        if (shown.Count > 0)
        {
            yield return Text(string.Join('\n', shown.Select(l => ForeignText.OneLine(l, LineLimit))), code: true);
        }

        if (shown.Count < news.Lines.Count)
        {
            yield return Text($"… {news.Lines.Count - shown.Count:N0} more lines");
        }
    }

    private static JsonObject Fact(string name, string text) => new()
    {
        ["type"] = "RichTextBlock",
        ["inlines"] = new JsonArray(Run($"{name}: ", bold: true), Run(text)),
    };

    private static JsonObject Text(string text, bool bold = false, bool code = false) => new()
    {
        ["type"] = "RichTextBlock",
        ["inlines"] = new JsonArray(Run(text, bold, code)),
    };

    private static JsonObject Run(string text, bool bold = false, bool code = false)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = text };
        if (bold)
        {
            run["weight"] = "Bolder";
        }

        if (code)
        {
            run["fontType"] = "Monospace";
        }

        return run;
    }
}
