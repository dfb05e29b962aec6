namespace DriftStream.Replay.Sources;

/// <summary>What can be left out by its path alone.</summary>
/// <param name="filter">Which events are asked about.</param>
/// <param name="lateDays">How many days after its event a file may have been delivered.</param>
internal sealed class LogScope(ReplayFilter filter, int lateDays)
{
    // A role's session lasts so long at most, and who opened it is told by the event that did.
    private static readonly TimeSpan LongestSession = TimeSpan.FromHours(12);

    /// <summary>The first day whose files count; null: any. Nothing is delivered before it happens.</summary>
    public DateOnly? FirstDay { get; } = filter.Since is { } since ? DateOnly.FromDateTime(since.UtcDateTime - LongestSession) : null;

    /// <summary>The last day whose files count; null: any.</summary>
    public DateOnly? LastDay { get; } = filter.Until is { } until ? DateOnly.FromDateTime(until.UtcDateTime.AddTicks(-1)).AddDays(lateDays) : null;

    /// <summary>Whether something that is asked about may lie there.</summary>
    public bool MayHold(LogPlace place) =>
        place.Kind != LogPlaceKind.Other
        && Allows(filter.Accounts, place.Account)
        && Allows(filter.Regions, place.Region)
        && !(place.Day < FirstDay)
        && !(place.Day > LastDay);

    private static bool Allows(IReadOnlyList<string> asked, string? value) =>
        asked.Count == 0 || value is null || asked.Contains(value, StringComparer.OrdinalIgnoreCase);
}
