using DriftStream.Core.Judging;
using DriftStream.Replay.AsOf;
using DriftStream.Replay.Ordering;
using DriftStream.Replay.Reports;

namespace DriftStream.Replay;

/// <summary>What a replay read and counted.</summary>
internal sealed record ReplayReport(int Files, FileReading Reading, ReplayTally Tally)
{
    /// <summary>The drifts that no event ended.</summary>
    public IReadOnlyList<OpenDrift> Open { get; init; } = [];

    /// <summary>What became of drifts because the states changed.</summary>
    public IReadOnlyList<PastFate> Fates { get; init; } = [];

    /// <summary>When the first event happened, where the states changed.</summary>
    public DateTimeOffset? First { get; init; }
}

/// <summary>Reads past events, several files at a time, puts by what may matter, and judges that in its order.</summary>
internal sealed class ReplayRun(JudgeDoor door, ReplayRequest request)
{
    /// <summary>Told of every judgement, in order; null: nobody wants to know.</summary>
    public JudgedPast? Judged { get; init; }

    /// <summary>Puts by what others have read; null: the files are read here.</summary>
    public Func<OrderingStore, CancellationToken, Task<FileReading>>? Gather { get; init; }

    /// <summary>Replays what was asked for.</summary>
    /// <param name="found">Told every finding, in order.</param>
    /// <param name="filesRead">Told after each file how many are read, from any thread.</param>
    /// <param name="cancellation">Ends the replay early.</param>
    public async Task<ReplayReport> RunAsync(Action<Finding> found, Action<int> filesRead, CancellationToken cancellation)
    {
        using var store = new OrderingStore(request);
        using var inputs = new InputStreams(request);
        var reading = Gather is { } gather ? await gather(store, cancellation) : await ReadAllAsync(store, inputs, filesRead, cancellation);
        var search = new SessionSearch(door, request, inputs, store);
        var sessions = new SessionsInOrder(door, await search.FindAsync(cancellation));
        reading.Problems.AddRange(search.Problems);

        var eras = door.Eras is { } changing ? new EraWalk(changing) : null;
        var judging = new OrderedJudging(door, sessions, store.Recurring(cancellation), request.Progress, found) { Judged = Judged, Eras = eras };
        request.Progress.ExpectToJudge(store.Count);
        await judging.JudgeAsync(store.Records(cancellation), request.Workers, cancellation);
        judging.Tally.Count(reading.Proven);
        return new(request.Files.Count, reading, judging.Tally) { Open = OpenDrift.In(judging.Book), Fates = eras?.Fates ?? [], First = eras?.First };
    }

    private async Task<FileReading> ReadAllAsync(OrderingStore store, InputStreams inputs, Action<int> filesRead, CancellationToken cancellation)
    {
        var (next, done) = (-1, 0);
        var sizes = request.Files.Select(f => f.Size).ToList();
        request.Progress.Expect(sizes.Count, sizes.Contains(null) ? null : sizes.Sum());
        var filter = door.Filter?.Invoke(request.Filter, request.Keeping);
        var takers = Enumerable.Range(0, request.Readers).Select(_ => new RecordTaker(door, request, store.ForWorker()) { FindsUnheld = Judged is null ? door.FindUnheld : null, PassesOverUnheld = Judged is null && request.AsksForHeldOnly }).ToList();
        await Task.WhenAll(takers.Select(taker => Task.Run(() => ReadSomeAsync(taker), cancellation)));

        var reading = new FileReading();
        takers.ForEach(taker => reading.Add(taker.Reading));
        return reading;

        async Task ReadSomeAsync(RecordTaker taker)
        {
            using var scan = filter is null ? null : new FileScan(filter, inputs, request, taker);
            var reader = new FileReader(door, request, taker);
            while (Interlocked.Increment(ref next) is var number && number < request.Files.Count)
            {
                cancellation.ThrowIfCancellationRequested();
                if (scan is not null)
                {
                    await scan.ReadAsync(number, cancellation);
                }
                else
                {
                    taker.Begin(number);
                    await reader.ReadAsync(request.Files[number], cancellation);
                }

                filesRead(Interlocked.Increment(ref done));
            }
        }
    }
}
