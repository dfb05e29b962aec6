using DriftStream.Configuration;
using DriftStream.Core.Terraform;
using DriftStream.Replay.AsOf;
using DriftStream.Replay.Sources;
using DriftStream.States;

namespace DriftStream.Commands.Replaying;

/// <summary>Fetches every version of the states that counted in a span of time, each once.</summary>
/// <param name="places">Where states are.</param>
/// <param name="copies">Keeps what was fetched.</param>
/// <param name="span">The span.</param>
internal sealed class StateHistory(StatePlaces places, StateCopies copies, HistorySpan span)
{
    private const int MostStatesAtOnce = 4;

    // Fetching is waiting, for each state; what waits to be read lies in memory.
    private const int MostFetched = 8;
    private const long MostBytesFetched = 16L << 20;
    private readonly List<LoadedState> _loaded = [];
    private readonly List<string> _problems = [];
    private readonly List<string> _notes = [];
    private long _held;

    /// <summary>Fetches them.</summary>
    /// <exception cref="UsageException">An entry names nothing that is there, or two states have one name.</exception>
    public async Task<StatesThen> ReadAsync(IReadOnlyList<StateEntry> entries, CancellationToken cancellation)
    {
        var states = new List<PastState>();
        var versions = new List<(FoundState Found, List<StateVersion> Versions)>();
        var withoutVersions = new List<StateEntry>();
        foreach (var entry in entries)
        {
            if (await VersionsAsync(entry, cancellation) is { } found)
            {
                versions.AddRange(found);
            }
            else
            {
                withoutVersions.Add(entry);
            }
        }

        if (withoutVersions.Count > 0)
        {
            _loaded.AddRange(await places.ReadAsync(withoutVersions, new KnownStates(copies), cancellation));
            states.AddRange(_loaded.Where(l => l.State is not null).Select(l => PastState.Of(l.Source, l.State!)));
        }

        var named = StateNames.MadeUnique(versions.Select(v => v.Found)).ToDictionary(f => f.File.Path, StringComparer.Ordinal);
        foreach (var read in await EachAsync([.. versions.DistinctBy(v => v.Found.File.Path).Select(v => (named[v.Found.File.Path], v.Versions))], cancellation))
        {
            states.AddRange(read.State is { } state ? [state] : []);
            _loaded.AddRange(read.Newest is { } newest ? [newest] : []);
            _problems.AddRange(read.Problems);
        }

        RefuseSharedNames();
        return new(states, _loaded, _problems, _notes);
    }

    private async Task<List<(FoundState, List<StateVersion>)>?> VersionsAsync(StateEntry entry, CancellationToken cancellation)
    {
        var source = places.PastOf(entry);
        try
        {
            return await source.VersionsAsync(cancellation) is not { } all ? null
                : all.Count == 0 ? throw new UsageException(source.Nothing(entry.Url))
                : [.. all.GroupBy(v => v.File.Path, StringComparer.Ordinal).Select(g => (places.Named(entry, g.Last().File, source), span.Of([.. g])))];
        }
        catch (StateSourceException failure)
        {
            _notes.Add($"The versions of the states at {entry.Url} cannot be listed ({failure.Message}), so all events are judged with the states of now.");
            return null;
        }
    }

    private async Task<PastRead[]> EachAsync(IReadOnlyList<(FoundState Found, List<StateVersion> Versions)> states, CancellationToken cancellation)
    {
        var read = new PastRead[states.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, states.Count),
            new ParallelOptions { MaxDegreeOfParallelism = Math.Min(Environment.ProcessorCount, MostStatesAtOnce), CancellationToken = cancellation },
            async (i, token) => read[i] = await ReadAsync(states[i].Found, states[i].Versions, token));
        return read;
    }

    private async Task<PastRead> ReadAsync(FoundState found, List<StateVersion> versions, CancellationToken cancellation)
    {
        using var reading = new PastReading(found, Keep);
        var contents = FetchAhead.Over([.. versions.Select(version => new PastContent(found, version))], MostFetched, MostBytesFetched);
        foreach (var (version, content) in versions.Zip(contents))
        {
            await reading.AddAsync(version, content, cancellation);
        }

        return reading.Build();
    }

    private StateContent Keep(ReadOnlyMemory<byte> content) =>
        copies.FitInMemory(Interlocked.Add(ref _held, content.Length)) ? StateContent.InMemory(content) : copies.Keep(content);

    private void RefuseSharedNames()
    {
        var shared = _loaded.GroupBy(l => l.Source.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        if (shared is not null)
        {
            throw new UsageException($"Two states are named '{shared.Key}': {shared.First().Source.Location} and {shared.Last().Source.Location}. Findings could not be told apart; give one of them another name.");
        }
    }
}
