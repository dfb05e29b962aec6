using System.Globalization;
using DriftStream.Core.Judging;

namespace DriftStream.Web.View;

/// <summary>What the ledger was read for, to make one page of it.</summary>
/// <param name="Newest">The newest findings.</param>
/// <param name="Counts">Drifts in numbers.</param>
/// <param name="Health">How detection does.</param>
/// <param name="Address">Where this server is reached, for commands that can be copied.</param>
/// <param name="NeedsKey">A key must be shown to send events.</param>
/// <param name="AccountNames">What people call the accounts, by id.</param>
internal sealed record PageReading(
    IReadOnlyList<SeenFinding> Newest,
    DriftCounts Counts,
    DetectionHealth Health,
    string Address,
    bool NeedsKey,
    IReadOnlyDictionary<string, string> AccountNames);

/// <summary>Turns one reading into what the page shows.</summary>
internal static class PageViews
{
    public static PageView Of(PageReading reading, DateTimeOffset now) => new(
        Days(reading.Newest, now, reading.AccountNames),
        CountViews.Of(reading.Counts),
        HealthLines.Of(reading.Health, now),
        reading.Newest.Count > 0 ? null : EmptyViews.Of(reading),
        NotShown(reading.Counts.NotShownLastDay),
        Live(reading.Health),
        $"{Shown.Clock(now)} UTC");

    /// <summary>Findings by day, the newest first.</summary>
    public static IReadOnlyList<DayView> Days(IEnumerable<SeenFinding> findings, DateTimeOffset now, IReadOnlyDictionary<string, string>? accountNames) =>
    [
        .. from seen in findings
           group RowViews.Of(seen, now, accountNames) by DateOnly.FromDateTime(seen.Finding.Event.Time.UtcDateTime) into day
           orderby day.Key descending
           let name = day.Key.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
           select new DayView($"day-{name}", $"{name}U", Shown.Day(day.Key, now), [.. day.OrderByDescending(row => row.Key, StringComparer.Ordinal)]),
    ];

    private static string Live(DetectionHealth health) => (health.Queue, health.Events.ToVerdict) switch
    {
        ({ Behind: { TotalMinutes: >= 1 } behind }, _) => $"Queue {Shown.Length(behind)} behind; what you see is older than it looks",
        (_, { } delay) => $"Live · verdicts {Shown.Length(delay)} after the call",
        _ => "Live",
    };

    private static List<string> NotShown(IReadOnlyDictionary<Verdict, long> counts) =>
    [
        .. from verdict in Enum.GetValues<Verdict>()
           let count = counts.GetValueOrDefault(verdict)
           where count > 0 && !verdict.IsShown()
           select $"{Shown.Number(count)} {Wording(verdict)}",
    ];

    private static string Wording(Verdict verdict) => verdict switch
    {
        Verdict.InSync => "as the state says",
        Verdict.Terraform => "by Terraform itself",
        Verdict.Failed => "refused by AWS",
        Verdict.ReadOnly => "that only read",
        Verdict.NotManaged => "on what no state holds",
        Verdict.NoEffect => "without effect",
        Verdict.Unknown => "unknown to DriftStream",
        Verdict.Ignored => "ignored by rule",
        _ => "seen before",
    };
}
