namespace DriftStream.States;

/// <summary>The span of time that is looked back on.</summary>
/// <param name="Since">From when on; null: from the beginning.</param>
/// <param name="Until">Until when.</param>
internal sealed record HistorySpan(DateTimeOffset? Since, DateTimeOffset Until)
{
    /// <summary>One moment.</summary>
    public static HistorySpan At(DateTimeOffset moment) => new(moment, moment);

    /// <summary>Of one state's versions, the oldest first, those that counted in the span; the oldest of all where none did yet.</summary>
    public List<StateVersion> Of(IReadOnlyList<StateVersion> versions)
    {
        var written = versions.Where(v => v.Written <= Until).ToList();
        var before = Since is { } since ? Math.Max(0, written.FindLastIndex(v => v.Written < since)) : 0;
        return written.Count == 0 ? [versions[0]] : Since == Until ? [written[^1]] : written[before..];
    }
}
