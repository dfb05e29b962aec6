using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DriftStream.Core.Judging;
using DriftStream.Ledger;

namespace DriftStream.Alerts.Sinks;

/// <summary>Opens, acknowledges and resolves one incident for each drift, by Events API v2.</summary>
/// <remarks>https://developer.pagerduty.com/docs/events-api-v2/trigger-events/</remarks>
internal sealed class PagerDuty(PagerDutyEntry entry, SinkParts parts) : IAlertSink, IDisposable
{
    private const int SummaryLimit = 1_000;
    private const int SourceLimit = 255;
    private const int DetailLimit = 20_000;
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private readonly SinkHttp _http = parts.Http(Limit);

    /// <inheritdoc/>
    public string Name { get; } = entry.Name;

    /// <inheritdoc/>
    public SinkTraits Traits { get; } = new() { TellsDecisions = true, TimeLimit = Limit };

    /// <inheritdoc/>
    public Task<SinkAnswer?> LookAsync(CancellationToken cancellation) => Task.FromResult<SinkAnswer?>(null);

    /// <inheritdoc/>
    public Task<SinkAnswer> TellAsync(News news, CancellationToken cancellation) =>
        _http.PostAsync(entry.Url, Body(news).ToJsonString(Relaxed), cancellation);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private JsonObject Body(News news)
    {
        var (action, key) = Act(news);
        var body = new JsonObject { ["routing_key"] = entry.RoutingKey!.Reveal(), ["event_action"] = action, ["dedup_key"] = key };
        if (action == "trigger")
        {
            body["payload"] = Payload(news);
            body["client"] = "DriftStream";
            body["links"] = new JsonArray([.. Links(news).Select(l => new JsonObject { ["href"] = l.Url.AbsoluteUri, ["text"] = l.Text })]);
        }

        return body;
    }

    private static (string Action, string Key) Act(News news) => news is DriftNews { Occasion: var occasion }
        ? (ActionOf(occasion), occasion.Finding.Drift ?? news.Id)
        : ("trigger", news.Id);

    private static string ActionOf(AlertOccasion occasion) => occasion switch
    {
        { IsOver: true } => "resolve",
        { Kind: AlertKind.Decision } => "acknowledge",
        _ => "trigger",
    };

    private static JsonObject Payload(News news) => news switch
    {
        DriftNews { Occasion: { Finding: var finding } occasion } => new()
        {
            ["summary"] = ForeignText.OneLine($"{occasion.Weight}: {FindingSentence.Text(finding)}", SummaryLimit),
            ["source"] = ForeignText.OneLine(finding.Resource?.Address ?? finding.Resource?.Id ?? "AWS", SourceLimit),
            ["severity"] = Severity(occasion.Weight),
            ["timestamp"] = finding.Event.Time.UtcDateTime.ToString("O"),
            ["component"] = ForeignText.OneLine(finding.Resource?.Type ?? "", SourceLimit),
            ["group"] = ForeignText.OneLine(finding.Resource?.State ?? "", SourceLimit),
            ["class"] = finding.Verdict.Word(),
            ["custom_details"] = Details(finding),
        },
        NoticeNews { Notice: var notice } => new()
        {
            ["summary"] = ForeignText.OneLine(notice.Headline, SummaryLimit),
            ["source"] = "DriftStream",
            ["severity"] = Severity(notice.Severity),
            ["custom_details"] = new JsonObject { ["text"] = ForeignText.OneLine(notice.Text, DetailLimit) },
        },
        _ => new() { ["summary"] = "DriftStream", ["source"] = "DriftStream", ["severity"] = "info" },
    };

    // The service takes half a megabyte in all; a finding beyond its share is told without its values.
    private static JsonObject Details(Finding finding)
    {
        var json = FindingJson.ToJson(finding);
        return new() { ["finding"] = json.Length <= DetailLimit ? JsonNode.Parse(json) : JsonNode.Parse(FindingJson.ToJson(finding with { Changes = [] })) };
    }

    private IEnumerable<(string Text, Uri Url)> Links(News news)
    {
        if (news is not DriftNews { Occasion.Finding: var finding })
        {
            yield break;
        }

        if (finding.Drift is { } drift && new AlertLinks(parts.Context).Drift(drift) is { } page)
        {
            yield return ("Details", page);
        }

        if (AlertLinks.Console(finding) is { } console)
        {
            yield return ("AWS console", console);
        }

        if (AlertLinks.Event(finding.Event) is { } record)
        {
            yield return ("CloudTrail event", record);
        }
    }

    private static string Severity(Severity severity) => severity switch
    {
        Core.Judging.Severity.Critical => "critical",
        Core.Judging.Severity.High => "error",
        Core.Judging.Severity.Medium => "warning",
        _ => "info",
    };
}
