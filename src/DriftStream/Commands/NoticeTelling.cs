using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DriftStream.Alerts;
using DriftStream.Core.Judging;
using DriftStream.Gaps;

namespace DriftStream.Commands;

/// <summary>Tells words about DriftStream itself where drifts are told.</summary>
internal static class NoticeTelling
{
    private const int HeadlineLimit = 120;
    private const int TextLimit = 2_000;
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TellNotice Of(IServiceProvider provider)
    {
        var webhook = provider.GetRequiredService<SlackWebhook>();
        return async (notice, cancellation) => webhook.IsConfigured
            ? AnswerOf(await webhook.PostAsync(ToJson(notice), cancellation))
            : new(NoticeOutcome.Nobody, "Slack:WebhookUrl is not configured");
    }

    internal static string ToJson(Notice notice)
    {
        var text = SlackText.Plain($"{Word(notice)}: {notice.Headline}", 300);
        return new JsonObject
        {
            ["text"] = text,
            ["unfurl_links"] = false,
            ["unfurl_media"] = false,
            ["blocks"] = new JsonArray(SlackBlocks.Header($"{Dot(notice)} {ForeignText.OneLine(notice.Headline, HeadlineLimit)}")),
            ["attachments"] = new JsonArray(new JsonObject
            {
                ["color"] = Colour(notice),
                ["fallback"] = text,
                ["blocks"] = new JsonArray(SlackBlocks.Section(SlackText.Plain(notice.Text, TextLimit)), SlackBlocks.Context([$"notice {notice.Id}"])),
            }),
        }.ToJsonString(Relaxed);
    }

    private static NoticeAnswer AnswerOf(SlackAnswer answer) => new(
        answer.Outcome switch
        {
            SlackOutcome.Taken => NoticeOutcome.Told,
            SlackOutcome.Refused => NoticeOutcome.Refused,
            _ => NoticeOutcome.TryAgain,
        },
        answer.Detail,
        answer.RetryAfter);

    private static string Word(Notice notice) => notice.Severity == Severity.Info ? "Over" : notice.Severity.ToString();

    private static string Dot(Notice notice) => notice.Severity switch
    {
        Severity.Info => "✅",
        Severity.Critical => "🔴",
        _ => "⚠️",
    };

    private static string Colour(Notice notice) => notice.Severity switch
    {
        Severity.Info => "#2F9C5C",
        Severity.Critical => "#CC1C49",
        Severity.High => "#DE670D",
        _ => "#B58500",
    };
}
