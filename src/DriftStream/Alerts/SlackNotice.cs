using DriftStream.Alerts.Sinks;
using DriftStream.Core.Judging;

namespace DriftStream.Alerts;

/// <summary>Writes a word about DriftStream itself.</summary>
internal static class SlackNotice
{
    private const int HeadlineLimit = 80;
    private const int TextLimit = 2_000;

    /// <summary>The message.</summary>
    public static SlackBody Of(Notice notice, string? mention)
    {
        var isBad = notice.Severity > Severity.Info;
        var headline = $"{(isBad ? SlackMarks.Dot(notice.Severity) : "✅")} {ForeignText.OneLine(notice.Headline, HeadlineLimit)}";
        var called = SlackMarks.Mention(mention);
        return new(
            SlackText.Plain($"{(isBad ? $"{notice.Severity}: " : "")}{notice.Headline}", 300),
            [SlackBlocks.Header(headline), .. called.Length > 0 ? [SlackBlocks.Section(called.TrimEnd())] : (IEnumerable<System.Text.Json.Nodes.JsonNode>)[]],
            isBad ? SlackMarks.Colour(notice.Severity) : SlackMarks.Green,
            [SlackBlocks.Section(SlackText.Plain(notice.Text, TextLimit))]);
    }
}
