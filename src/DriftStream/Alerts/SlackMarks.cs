using DriftStream.Core.Judging;

namespace DriftStream.Alerts;

/// <summary>How severities look, and whom a message calls.</summary>
internal static class SlackMarks
{
    /// <summary>The colour of what is over.</summary>
    public const string Green = "#2F9C5C";

    /// <summary>The dot in front of a severity.</summary>
    public static string Dot(Severity severity) => severity switch
    {
        Severity.Critical => "🔴",
        Severity.High => "🟠",
        Severity.Medium => "🟡",
        _ => "🔵",
    };

    /// <summary>The colour of a severity.</summary>
    public static string Colour(Severity severity) => severity switch
    {
        Severity.Critical => "#CC1C49",
        Severity.High => "#DE670D",
        Severity.Medium => "#B58500",
        _ => "#5285D2",
    };

    /// <summary>A route's mention in Slack's spelling with a blank behind it; empty for none, and for what Slack would not know.</summary>
    public static string Mention(string? mention) => mention switch
    {
        null or "" => "",
        "@here" or "@channel" or "@everyone" => $"<!{mention[1..]}> ",
        _ when IsId(mention, "UW") => $"<@{mention}> ",
        _ when IsId(mention, "S") => $"<!subteam^{mention}> ",
        _ => "",
    };

    /// <summary>Whether the text is an id of Slack's that begins with one of these letters.</summary>
    public static bool IsId(string text, string letters) =>
        text.Length is >= 3 and <= 40 && letters.Contains(text[0]) && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
}
