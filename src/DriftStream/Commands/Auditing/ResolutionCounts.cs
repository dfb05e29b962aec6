using DriftStream.Ledger.Audits;

namespace DriftStream.Commands.Auditing;

/// <summary>How long drifts were open, by state, team or whatever else they share.</summary>
internal sealed class ResolutionCounts(string by, DateTimeOffset now)
{
    private const string All = "(all)";
    private readonly Dictionary<string, ResolutionTimes> _groups = [];
    private readonly ResolutionTimes _all = new();

    /// <summary>The columns of a row.</summary>
    public IReadOnlyList<string> Columns { get; } =
        [by, "resolved", "mean_seconds", "median_seconds", "90th_percentile_seconds", "reverted", "adopted", "gone", "still_open", "oldest_open_seconds"];

    /// <summary>Takes a drift.</summary>
    public void Take(TrackedTime drift)
    {
        var group = AuditGroup.Of(by, drift.Opener);
        (_groups.TryGetValue(group, out var times) ? times : _groups[group] = new()).Take(drift, now);
        _all.Take(drift, now);
    }

    /// <summary>A row for each group, by name, and one for all.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Rows() => _groups.Count == 0
        ? []
        : [.. _groups.OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Row(group.Key, group.Value)), Row(All, _all)];

    private static IReadOnlyList<object?> Row(string group, ResolutionTimes times) =>
        [group, times.Resolved, times.Mean, times.Within(0.5), times.Within(0.9), times.Reverted, times.Adopted, times.Gone, times.Open, times.Oldest];
}
