using System.Globalization;

namespace DriftStream.Configuration;

/// <summary>Reads moments as people write them: <c>2026-03-02T14:00:00Z</c>, <c>2026-03-02</c>, or how long ago (<c>2d</c>, <c>4h</c>).</summary>
internal static class Moment
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyyMMdd'T'HHmmssK",
    ];

    /// <summary>The moment, or null where the text is none. What names no time zone is UTC.</summary>
    public static DateTimeOffset? Read(string text, TimeProvider time) => Read(text, time, TimeZoneInfo.Utc);

    /// <summary>The moment, or null where the text is none.</summary>
    /// <param name="text">As people write it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="zone">What is meant where the text names no time zone.</param>
    public static DateTimeOffset? Read(string text, TimeProvider time, TimeZoneInfo zone) =>
        OfCalendar(text, zone) ?? (SecondsIn(text) is { } seconds ? Before(time.GetUtcNow(), seconds) : null);

    /// <summary>The moment, or null where the text is none, or tells only how long ago it was.</summary>
    public static DateTimeOffset? OfCalendar(string text, TimeZoneInfo zone) =>
        DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment.Kind == DateTimeKind.Utc ? new(moment) : OfClock(moment, zone)
            : null;

    private static DateTimeOffset OfClock(DateTime clock, TimeZoneInfo zone)
    {
        var ticks = clock.Ticks - zone.GetUtcOffset(clock).Ticks;
        return new(Math.Clamp(ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), TimeSpan.Zero);
    }

    private static double? SecondsIn(string text)
    {
        double unit = text is [.., var letter] ? letter switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86_400, 'w' => 604_800, _ => 0 } : 0;
        return unit > 0 && uint.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count * unit : null;
    }

    private static DateTimeOffset Before(DateTimeOffset now, double seconds) =>
        seconds < (now - DateTimeOffset.MinValue).TotalSeconds ? now - TimeSpan.FromSeconds(seconds) : DateTimeOffset.MinValue;
}
