using DriftStream.Core.Judging;
using DriftStream.Replay.Reports;

namespace DriftStream.Replay;

/// <summary>What a replay read and counted.</summary>
internal sealed record ReplayReport(int Files, FileReading Reading, ReplayTally Tally)
{
    /// <summary>The drifts that no event ended.</summary>
    public IReadOnlyList<OpenDrift> Open { get; init; } = [];
}

/// <summary>Reads past events, several files at a time, and judges them in their order.</summary>
internal sealed class ReplayRun(JudgeDoor door, ReplayRequest request)
{
    /// <summary>Replays what was asked for.</summary>
    /// <param name="found">Told every finding, in order.</param>
    /// <param name="filesRead">Told after each file how many are read, from any thread.</param>
    /// <param name="cancellation">Ends the replay early.</param>
    public async Task<ReplayReport> RunAsync(Action<Finding> found, Action<int> filesRead, CancellationToken cancellation)
    {
        var reading = new FileReading();
        foreach (var part in await ReadAllAsync(filesRead, cancellation))
        {
            reading.Add(part);
        }

        var judging = new PastJudging(door, new PastSessions(reading.Sessions), found);
        request.Progress.ExpectToJudge(reading.Events.Count);
        judging.Judge(reading.Events, request.Progress, cancellation);
        return new(request.Files.Count, reading, judging.Tally) { Open = OpenDrift.In(judging.Book) };
    }

    private async Task<FileReading[]> ReadAllAsync(Action<int> filesRead, CancellationToken cancellation)
    {
        var reader = new FileReader(door, request);
        var parts = new FileReading[request.Files.Count];
        var done = 0;
        var sizes = request.Files.Select(f => f.Size).ToList();
        request.Progress.Expect(parts.Length, sizes.Contains(null) ? null : sizes.Sum());
        var options = new ParallelOptions { MaxDegreeOfParallelism = request.Workers, CancellationToken = cancellation };
        await Parallel.ForAsync(0, parts.Length, options, async (i, token) =>
        {
            parts[i] = await reader.ReadAsync(request.Files[i], token);
            request.Progress.Read(sizes[i] ?? 0, parts[i].Records);
            filesRead(Interlocked.Increment(ref done));
        });

        return parts;
    }
}
