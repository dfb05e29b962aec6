using System.Globalization;

namespace DriftStream.Gaps;

/// <summary>Times in sentences.</summary>
internal static class Duration
{
    /// <summary>e.g. <c>5 minutes</c>, <c>2.5 hours</c>.</summary>
    public static string Of(TimeSpan time) => time switch
    {
        { TotalMinutes: < 2 } => Count(Math.Max(1, (long)time.TotalSeconds), "second"),
        { TotalHours: < 2 } => Count((long)time.TotalMinutes, "minute"),
        { TotalDays: < 2 } => Number(time.TotalHours, "hours"),
        _ => Number(time.TotalDays, "days"),
    };

    /// <summary>e.g. <c>2026-03-02 14:03:00 UTC</c>.</summary>
    public static string At(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Count(long count, string unit) => $"{count} {unit}{(count == 1 ? "" : "s")}";

    private static string Number(double number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number:0.#} {unit}");
}
