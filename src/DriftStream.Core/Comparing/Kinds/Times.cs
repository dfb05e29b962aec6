using System.Globalization;

namespace DriftStream.Core.Comparing.Kinds;

/// <summary>Points in time: RFC 3339 in any offset, and as CloudTrail writes some dates.</summary>
internal static class Times
{
    private static readonly string[] Recorded = ["MMM d, yyyy h:mm:ss tt", "MMM d, yyyy, h:mm:ss tt"];

    /// <summary>AWS rounds an image's deprecation to the minute.</summary>
    public static ValueComparer ToTheMinute { get; } = new("times, to the minute")
    {
        Texts = (left, right) => Read(left) is { } a && Read(right) is { } b && Minute(a) == Minute(b),
    };

    /// <summary>Whether two texts are the same moment; false where one is no time.</summary>
    public static bool Same(string left, string right) =>
        (IsRfc3339(left) || IsRfc3339(right)) && Read(left) is { } a && Read(right) is { } b && a == b;

    // 2026-03-02T14:03, at least: a shorter or looser text may be a name.
    private static bool IsRfc3339(string text) =>
        text.Length >= 16 && text[4] == '-' && text[7] == '-' && text[10] is 'T' or ' ' && text[13] == ':' && char.IsAsciiDigit(text[0]);

    private static DateTimeOffset? Read(string text)
    {
        if (IsRfc3339(text))
        {
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
        }

        return DateTimeOffset.TryParseExact(text, Recorded, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var recorded) ? recorded : null;
    }

    private static long Minute(DateTimeOffset time) => time.AddSeconds(30).UtcTicks / TimeSpan.TicksPerMinute;
}
