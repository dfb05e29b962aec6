using DriftStream.Configuration;

namespace DriftStream.Replay.Reports;

/// <summary>The time zone in which people read times. Programs always get UTC.</summary>
/// <param name="Zone">Its rules.</param>
/// <param name="Name">As it is shown.</param>
internal sealed record ShownZone(TimeZoneInfo Zone, string Name)
{
    /// <summary>UTC, unless something else is asked for.</summary>
    public static ShownZone Utc { get; } = new(TimeZoneInfo.Utc, "UTC");

    /// <summary>The zone of a name such as <c>Europe/Berlin</c>; <c>local</c> is this machine's.</summary>
    /// <exception cref="UsageException">There is no such zone.</exception>
    public static ShownZone Of(string name, TimeProvider time)
    {
        if (name.Equals("local", StringComparison.OrdinalIgnoreCase))
        {
            return new(time.LocalTimeZone, time.LocalTimeZone.Id);
        }

        return name.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? new(zone, name.Equals("utc", StringComparison.OrdinalIgnoreCase) ? Utc.Name : name)
            : throw new UsageException($"--time-zone is '{TerminalText.Clean(name)}': this machine knows no such time zone. Write a name such as Europe/Berlin or America/New_York, local for this machine's, or UTC.");
    }

    /// <summary>The moment by the clock of the zone.</summary>
    public DateTime At(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone).DateTime;

    /// <summary>Date and time to the second.</summary>
    public string Full(DateTimeOffset moment) => At(moment).ToString("yyyy-MM-dd HH:mm:ss");
}
