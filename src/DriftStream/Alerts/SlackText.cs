using System.Globalization;
using DriftStream.Core.Judging;

namespace DriftStream.Alerts;

/// <summary>Text as Slack wants it: foreign text is cut first and escaped then, so that no entity is cut in half.</summary>
/// <remarks>https://api.slack.com/reference/surfaces/formatting#escaping</remarks>
internal static class SlackText
{
    // Looks like a backtick and ends no code.
    private const char QuietBacktick = 'ˋ';

    /// <summary>The three characters that Slack decodes.</summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Foreign text in code marks, in which Slack reads no formatting, no mentions and no links.</summary>
    public static string Code(string text, int limit = 200)
    {
        var clean = Quiet(ForeignText.OneLine(text, limit));
        return $"`{Escape(clean.Length == 0 ? " " : clean)}`";
    }

    /// <summary>A line inside a code block.</summary>
    public static string Line(string text, int limit = 400) => Escape(Quiet(ForeignText.OneLine(text, limit)));

    /// <summary>Text without marks, for notifications and screen readers.</summary>
    public static string Plain(string text, int limit) => Escape(Quiet(ForeignText.OneLine(text, limit)));

    /// <summary>A sentence, names and values in code marks.</summary>
    public static string Sentence(IEnumerable<SentencePart> parts) =>
        string.Concat(parts.Select(p => p.Kind == SentencePartKind.Words ? Escape(p.Text) : Code(p.Text)));

    /// <summary>A link to one of our own addresses, or to AWS's.</summary>
    public static string Link(string text, Uri url) => $"<{Escape(url.AbsoluteUri.Replace("|", "%7C", StringComparison.Ordinal))}|{text}>";

    /// <summary>A time that each reader sees in the own time zone.</summary>
    public static string When(DateTimeOffset time) =>
        $"<!date^{time.ToUnixTimeSeconds()}^{{date_short_pretty}} {{time_secs}}|{time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC>";

    /// <summary>e.g. <c>13 min 52 s</c>.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 60 } => $"{time.Seconds} s",
        { TotalMinutes: < 60 } => $"{time.Minutes} min {time.Seconds} s",
        { TotalHours: < 24 } => $"{time.Hours} h {time.Minutes} min",
        _ => $"{time.Days:N0} d {time.Hours} h",
    };

    private static string Quiet(string text) => text.Replace('`', QuietBacktick);
}
