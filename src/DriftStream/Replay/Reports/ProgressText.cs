namespace DriftStream.Replay.Reports;

/// <summary>Says on one line how far a replay is, how fast, and how long it still takes.</summary>
/// <param name="progress">What is known.</param>
internal sealed class ProgressText(ReplayProgress progress)
{
    private const int Enough = 2;
    private TimeSpan _allRead;

    /// <summary>The line.</summary>
    /// <param name="elapsed">How long the replay takes so far.</param>
    /// <param name="width">How many characters may stand on a line; what matters least is left out.</param>
    public string At(TimeSpan elapsed, int width)
    {
        var line = "";
        foreach (var part in progress.ToJudge > 0 ? Judging(elapsed) : Reading(elapsed))
        {
            var longer = line.Length == 0 ? part : $"{line}, {part}";
            line = longer.Length <= width ? longer : line;
        }

        return line;
    }

    private IEnumerable<string> Reading(TimeSpan elapsed)
    {
        _allRead = elapsed;
        var (done, all) = progress.Bytes > 0 ? (progress.BytesRead, progress.Bytes) : (progress.FilesRead, progress.Files);
        yield return $"Read {Share(done, all)} of {(progress.Bytes > 0 ? Size(progress.Bytes) : ReplaySummary.Count(progress.Files, "file"))}";
        yield return ReplaySummary.Count(progress.Findings, "finding", "N0");
        if (Left(done, all, elapsed) is { } left)
        {
            yield return left;
        }

        if (elapsed.TotalSeconds >= 1)
        {
            yield return $"{progress.Records / elapsed.TotalSeconds:N0} records/s";
            yield return $"{progress.BytesRead / elapsed.TotalSeconds / 1_000_000:0.0} MB/s";
        }
    }

    private IEnumerable<string> Judging(TimeSpan elapsed)
    {
        var since = elapsed - _allRead;
        yield return $"Judged {Share(progress.Judged, progress.ToJudge)} of {ReplaySummary.Count(progress.ToJudge, "record", "N0")}";
        yield return ReplaySummary.Count(progress.Findings, "finding", "N0");
        if (Left(progress.Judged, progress.ToJudge, since) is { } left)
        {
            yield return left;
        }

        if (since.TotalSeconds >= 1)
        {
            yield return $"{progress.Judged / since.TotalSeconds:N0} records/s";
        }
    }

    private static string Share(long done, long all) => all == 0 ? "0 %" : $"{Math.Min(100, 100 * done / all)} %";

    // The first moments tell nothing about the rest.
    private static string? Left(long done, long all, TimeSpan elapsed)
    {
        if (done == 0 || done >= all || elapsed.TotalSeconds < Enough)
        {
            return null;
        }

        var left = elapsed * ((double)(all - done) / done);
        return left switch
        {
            { TotalMinutes: < 1 } => $"about {Math.Max(1, left.TotalSeconds):0} s left",
            { TotalHours: < 1 } => $"about {left.TotalMinutes:0} min left",
            _ => $"about {left.TotalHours:0.#} h left",
        };
    }

    private static string Size(long bytes) => bytes switch
    {
        < 1_000_000 => $"{Math.Max(1, bytes / 1_000)} KB",
        < 1_000_000_000 => $"{bytes / 1_000_000.0:0.#} MB",
        _ => $"{bytes / 1_000_000_000.0:0.##} GB",
    };
}
