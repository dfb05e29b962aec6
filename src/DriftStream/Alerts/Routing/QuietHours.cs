using System.Globalization;
using DriftStream.Core.Judging;

namespace DriftStream.Alerts.Routing;

/// <summary>When all but the worst waits.</summary>
/// <param name="From">When they begin, by the zone's clock.</param>
/// <param name="To">When they end; before <paramref name="From"/>: on the next day.</param>
/// <param name="Zone">Whose clock counts.</param>
/// <param name="Loud">The least severity that is told all the same.</param>
internal sealed record QuietHours(TimeOnly From, TimeOnly To, TimeZoneInfo Zone, Severity Loud)
{
    /// <summary>When they end, if it is quiet now; null where it is not.</summary>
    public DateTimeOffset? EndAfter(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, Zone);
        var time = TimeOnly.FromDateTime(local.DateTime);
        if (!time.IsBetween(From, To))
        {
            return null;
        }

        var day = time < To ? local.Date : local.Date.AddDays(1);
        return Instant(day + To.ToTimeSpan());
    }

    /// <summary>A time of day as people write it; null where it is none.</summary>
    public static TimeOnly? ReadTime(string? text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>A time zone by its name; null where there is none.</summary>
    public static TimeZoneInfo? ReadZone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    /// <summary>When the zone's clock shows this; where summer time leaves the hour out, an hour later.</summary>
    public static DateTimeOffset Instant(DateTime wall, TimeZoneInfo zone)
    {
        var shown = zone.IsInvalidTime(wall) ? wall.AddHours(1) : wall;
        return new DateTimeOffset(shown, zone.GetUtcOffset(shown)).ToUniversalTime();
    }

    private DateTimeOffset Instant(DateTime wall) => Instant(DateTime.SpecifyKind(wall, DateTimeKind.Unspecified), Zone);
}
