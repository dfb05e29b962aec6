namespace DriftStream.Core.Comparing.Kinds;

/// <summary>Cron and rate expressions: blanks and the case of MON and JAN do not count.</summary>
internal static class Schedules
{
    public static ValueComparer Comparer { get; } = ValueComparer.ByText("schedules", Canonical);

    private static string Canonical(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("( ", "(", StringComparison.Ordinal).Replace(" )", ")", StringComparison.Ordinal).ToUpperInvariant();
}
