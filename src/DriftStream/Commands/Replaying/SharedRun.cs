using DriftStream.Replay;
using DriftStream.Replay.Ordering;
using DriftStream.Replay.Sharing;
using DriftStream.Replay.Sources;

namespace DriftStream.Commands.Replaying;

/// <summary>A replay that other processes read for; this one hands out, waits, and judges what they kept.</summary>
internal sealed class SharedRun : IDisposable
{
    private readonly SharedMeans _means;
    private readonly SharedQuestion _question;
    private readonly ReplayRequest _request;
    private readonly SharedReplay _replay;
    private readonly KeptSeal _seal;

    /// <summary>A run of a question.</summary>
    public SharedRun(SharedMeans means, SharedQuestion question, ReplayRequest request)
    {
        (_means, _question, _request) = (means, question, request);
        _replay = means.Replay(question.Id);
        _seal = KeptSeal.For(question.Id, means.Secret);
    }

    /// <summary>Where people are told.</summary>
    public required Surroundings Around { get; init; }

    /// <summary>What is to be read.</summary>
    public required IReadOnlyList<ArchiveObject> Objects { get; init; }

    /// <summary>Puts by what others read, when all of it is read.</summary>
    public async Task<FileReading> GatherAsync(OrderingStore store, CancellationToken cancellation)
    {
        var id = _question.Id;
        var before = _replay.Begin(_question, _seal.Print, Objects);
        _request.Progress.Expect(Objects.Count, Objects.Any(o => o.Size is null) ? null : Objects.Sum(o => o.Size));
        if (before < Objects.Count)
        {
            await TellAsync($"{ReplaySummary.Count(Objects.Count - before, "object")} to read, {before} read before. On each machine that helps, give the same command with: --workers queue --join {id}");
        }

        var watch = new SharedWatch(id, _replay, _means.Queue, _seal, _means.Time) { Tell = TellAsync, Progress = _request.Progress };
        await _means.AskAsync(() => watch.WaitAsync(cancellation));
        return new SharedGathering(_replay, _seal) { Origins = _request.Origins }.Gather(store, cancellation);
    }

    /// <summary>Forgets what was read, unless it is to be kept. To be called when everything is printed.</summary>
    public void End()
    {
        if (!_means.Keeps)
        {
            _replay.Remove();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _replay.Dispose();

    private Task TellAsync(string sentence) => Around.Error.WriteLineAsync($"Replay {_question.Id}: {sentence}");
}
