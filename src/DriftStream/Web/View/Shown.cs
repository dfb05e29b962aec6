using DriftStream.Core.Judging;

namespace DriftStream.Web.View;

/// <summary>Text and times as people read them.</summary>
internal static class Shown
{
    private const int Longest = 300;

    /// <summary>Foreign text on one line, no longer than is readable; Razor still encodes it.</summary>
    public static string Text(string text) => ForeignText.OneLine(text, Longest);

    /// <summary>How long, in one unit: <c>8 s</c>, <c>13 min</c>, <c>20 h</c>, <c>4 days</c>.</summary>
    public static string Length(TimeSpan length) => length switch
    {
        { TotalSeconds: < 10 and > 0 } when length.Milliseconds != 0 => $"{length.TotalSeconds:0.0} s",
        { TotalMinutes: < 1 } => $"{Math.Max(0, (int)length.TotalSeconds)} s",
        { TotalHours: < 1 } => $"{(int)length.TotalMinutes} min",
        { TotalDays: < 2 } => $"{(int)length.TotalHours} h",
        _ => $"{(int)length.TotalDays} days",
    };

    /// <summary>The clock to the second, e.g. <c>14:07:41</c>.</summary>
    public static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss");

    /// <summary>Clock today, weekday and clock in the last week, else the date.</summary>
    public static string When(DateTimeOffset time, DateTimeOffset now) => (now.UtcDateTime.Date - time.UtcDateTime.Date).Days switch
    {
        0 => time.UtcDateTime.ToString("HH:mm"),
        > 0 and < 7 => time.UtcDateTime.ToString("ddd HH:mm"),
        _ => time.UtcDateTime.ToString("d MMM yyyy"),
    };

    /// <summary>A day as a heading, e.g. <c>Today, Monday 2 March, UTC</c>.</summary>
    public static string Day(DateOnly day, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var format = day.Year == today.Year ? "dddd d MMMM" : "dddd d MMMM yyyy";
        return $"{(day == today ? "Today, " : "")}{day.ToString(format)}, UTC";
    }

    /// <summary>A number with comma groups.</summary>
    public static string Number(long number) => number.ToString("N0");

    /// <summary>One or several, e.g. <c>1 state</c>, <c>3 states</c>.</summary>
    public static string Several(long number, string thing) => number == 1 ? $"1 {thing}" : $"{Number(number)} {thing}s";
}
