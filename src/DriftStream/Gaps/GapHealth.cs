namespace DriftStream.Gaps;

/// <summary>What to know about gaps, a sentence each.</summary>
internal sealed class GapHealth(GapQueries queries, TimeProvider clock)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The open gaps, then what is being caught up, then what could not be told.</summary>
    public IReadOnlyList<string> Sentences()
    {
        var since = clock.GetUtcNow() - Day;
        return
        [
            .. queries.Open().Select(gap => gap.Sentence),
            .. queries.CatchUps(since).Where(job => job.DoneAt is null || job.Problem is not null).Select(job => job.Sentence),
            .. queries.LastUntold(since) is { } reason ? [$"A word about gaps could not be told: {reason}."] : (IEnumerable<string>)[],
        ];
    }
}
