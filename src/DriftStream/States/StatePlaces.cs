using System.Collections.Concurrent;
using DriftStream.Aws.S3;
using DriftStream.Configuration;
using DriftStream.Core.Terraform;
using DriftStream.States.Kept;
using DriftStream.States.Sources;

namespace DriftStream.States;

/// <summary>Finds and reads the states that entries name, wherever they are.</summary>
/// <param name="folder">What paths are relative to.</param>
/// <param name="kinds">The kinds of places that there are.</param>
/// <param name="time">The clock.</param>
internal sealed class StatePlaces(string folder, SourceKinds kinds, TimeProvider time) : IDisposable
{
    // A list of a bucket costs money and time, so it is asked for less often than a folder, and not by all processes at once.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Fetching is waiting, so more at once than there are processors; but no more than memory for two copies of each has room for.
    private const int MostAtOnce = 16;
    private const long MostBytesAtOnce = 128L << 20;

    // A disk does not let anybody wait, so what is not parsed yet need not lie in memory.
    private const long MostLocalBytesAtOnce = 8L << 20;

    private readonly ConcurrentDictionary<StateEntry, Lazy<IStateSource>> _sources = new();
    private readonly ConcurrentDictionary<StateEntry, Listed> _listed = new();

    /// <summary>The local disk and buckets.</summary>
    /// <param name="folder">What paths are relative to.</param>
    /// <param name="connect">Opens the bucket that an entry names.</param>
    /// <param name="time">The clock.</param>
    public StatePlaces(string folder, Func<StateEntry, string, S3Store> connect, TimeProvider time)
        : this(folder, new SourceKinds().WithBuckets(connect), time)
    {
    }

    /// <summary>What paths are relative to.</summary>
    public string Folder => folder;

    /// <summary>What is kept for places that keep no versions; null: nothing.</summary>
    public KeptStates? Kept { get; init; }

    /// <summary>The clock by which it is decided when to ask again.</summary>
    public TimeProvider Time => time;

    /// <summary>How long to wait before a place is asked again that is far, or that failed: not always the same, so that processes do not ask together.</summary>
    public static TimeSpan NextPatience => Patience * (1 + (Random.Shared.NextDouble() / 4));

    /// <summary>The same on the local disk alone; what is far is refused.</summary>
    public static StatePlaces OnDisk(string folder) => new(folder, SourceKinds.OnDisk, TimeProvider.System);

    /// <summary>What the entries name at this moment. Where a place does not answer, what it held before stands in for it, with the reason.</summary>
    /// <exception cref="UsageException">An entry names nothing that is there, or two states have one name.</exception>
    public async Task<IReadOnlyList<FoundState>> FindAsync(IReadOnlyList<StateEntry> entries, CancellationToken cancellation)
    {
        var found = await EachAsync(entries, cancellation);
        return StateNames.MadeUnique(found.SelectMany((states, i) => states.Count > 0 ? states : throw Nothing(entries[i])));
    }

    /// <summary>The same for a service, which goes on with what is there: an entry that names nothing is a state with a problem, as long as another one names something.</summary>
    /// <exception cref="UsageException">No entry names anything that is there, or two states have one name.</exception>
    public async Task<IReadOnlyList<FoundState>> FindSomeAsync(IReadOnlyList<StateEntry> entries, CancellationToken cancellation)
    {
        var found = await EachAsync(entries, cancellation);
        return found.Any(states => states.Count > 0)
            ? StateNames.MadeUnique(found.SelectMany((states, i) => states.Count > 0 ? states : [Said(InPlaceOf(entries[i], Nothing(entries[i]).Message), entries[i])]))
            : throw Nothing(entries[0]);
    }

    /// <summary>Reads every state that the entries name, but only those that were written since <paramref name="known"/> has seen them. A broken one is reported beside the others.</summary>
    /// <exception cref="UsageException">An entry names nothing that is there, or two states have one name.</exception>
    public async Task<IReadOnlyList<LoadedState>> ReadAsync(IReadOnlyList<StateEntry> entries, KnownStates known, CancellationToken cancellation) =>
        await ReadAsync(await FindAsync(entries, cancellation), known, cancellation);

    /// <summary>Reads every state that was found, but only those that were written since <paramref name="known"/> has seen them. A broken one is reported beside the others.</summary>
    /// <exception cref="UsageException">Nothing that an entry names is a state.</exception>
    public static async Task<IReadOnlyList<LoadedState>> ReadAsync(IReadOnlyList<FoundState> found, KnownStates known, CancellationToken cancellation)
    {
        known.Expect([.. found.Select(f => f.File)]);
        var read = new LoadedState?[found.Count];
        var (room, localRoom) = (new ReadingRoom(MostBytesAtOnce), new ReadingRoom(MostLocalBytesAtOnce));
        await Parallel.ForEachAsync(
            Enumerable.Range(0, found.Count),
            new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = cancellation },
            async (i, token) =>
            {
                using var place = known.Find(found[i]) is null ? await (found[i].Origin is LocalSource ? localRoom : room).EnterAsync(found[i].File.Size, token) : null;
                read[i] = await ReadAsync(found[i], known, token);
            });
        foreach (var (argument, states) in found.Zip(read).GroupBy(s => s.First.Argument, StringComparer.Ordinal).Select(g => (g.Key, g)))
        {
            if (states.All(s => s.Second is null))
            {
                throw new UsageException(states.First().First.Origin.Nothing(argument));
            }
        }

        return [.. read.OfType<LoadedState>()];
    }

    /// <summary>The name that a file's state gets.</summary>
    public FoundState Named(StateEntry entry, StateFile file, IStateSource origin)
    {
        var (argument, parsed) = (ArgumentOf(entry), Parsed(ArgumentOf(entry)));
        return Said(new(argument, new(NameOf(parsed, file, origin), file.Path), file, parsed.Name is not null, origin), entry);
    }

    /// <summary>The place that an entry names.</summary>
    /// <exception cref="UsageException">It is of an unknown kind.</exception>
    public IStateSource SourceOf(StateEntry entry) => _sources.GetOrAdd(entry, e => new(() => kinds.Open(e, Parsed(ArgumentOf(e))))).Value;

    /// <summary>The place that an entry names, with what was kept of it.</summary>
    public IStateSource PastOf(StateEntry entry) => SourceOf(entry) is { KeepsVersions: false } source && Kept is { } kept ? new KeptSource(source, kept) : SourceOf(entry);

    /// <summary>Whether the place that an entry names, or DriftStream for it, may know how its states were before.</summary>
    public bool MayKnowVersions(StateEntry entry) => Kept is not null || SourceOf(entry).KeepsVersions;

    /// <summary>Has places listed again at the next look, even if they were listed a moment ago.</summary>
    /// <param name="woken">How the addresses of the states concerned begin; null: all.</param>
    public void Forget(IReadOnlyCollection<string>? woken)
    {
        foreach (var (entry, listed) in _listed)
        {
            if (woken is null || woken.Any(place => Concerns(place, entry, listed)))
            {
                _listed[entry] = listed with { Until = DateTimeOffset.MinValue };
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var source in _sources.Values.Where(s => s.IsValueCreated).Select(s => s.Value).OfType<IDisposable>())
        {
            source.Dispose();
        }
    }

    private static bool Concerns(string place, StateEntry entry, Listed listed) =>
        place.StartsWith(entry.Url, StringComparison.Ordinal) || entry.Url.StartsWith(place, StringComparison.Ordinal) ||
        listed.Found.Any(f => f.File.Path.StartsWith(place, StringComparison.Ordinal));

    private async Task<IReadOnlyList<FoundState>[]> EachAsync(IReadOnlyList<StateEntry> entries, CancellationToken cancellation)
    {
        var found = new IReadOnlyList<FoundState>[entries.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, entries.Count),
            new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = cancellation },
            async (i, token) => found[i] = [.. (await FindAsync(entries[i], token)).Select(f => Said(f, entries[i]))]);
        return found;
    }

    // None: there is nothing, and there never was.
    private async Task<IReadOnlyList<FoundState>> FindAsync(StateEntry entry, CancellationToken cancellation)
    {
        var source = SourceOf(entry);
        var known = _listed.GetValueOrDefault(entry);
        if (known is not null && time.GetUtcNow() < known.Until)
        {
            return known.Found;
        }

        try
        {
            var files = await source.ListAsync(cancellation);
            return files.Count > 0 ? Remembered(entry, [.. files.Select(file => Named(entry, file, source))])
                : Remembered(entry, [.. (known?.Found ?? []).Select(f => f with { Problem = Nothing(entry).Message.TrimEnd('.') })]);
        }
        catch (Exception failure) when (failure is StateSourceException || (failure is UsageException && known is not null))
        {
            // The other entries go on, and this one may come back.
            var before = known is { Found.Count: > 0 } ? known.Found : [InPlaceOf(entry, "")];
            return Remembered(entry, [.. before.Select(f => f with { Problem = failure.Message.TrimEnd('.') })]);
        }
    }

    private IReadOnlyList<FoundState> Remembered(StateEntry entry, IReadOnlyList<FoundState> found)
    {
        var patience = SourceOf(entry) is LocalSource ? TimeSpan.Zero : NextPatience;
        _listed[entry] = new(found, time.GetUtcNow() + patience);
        return found;
    }

    private FoundState InPlaceOf(StateEntry entry, string problem)
    {
        var parsed = Parsed(ArgumentOf(entry));
        return new(ArgumentOf(entry), new(parsed.Name ?? parsed.Target, parsed.Target), new(parsed.Target, parsed.Target, Certain: true), IsNamed: true, SourceOf(entry)) { Problem = problem.TrimEnd('.') };
    }

    private UsageException Nothing(StateEntry entry) => new(SourceOf(entry).Nothing(ArgumentOf(entry)));

    private static FoundState Said(FoundState found, StateEntry entry) =>
        found with { Source = found.Source with { Account = entry.Account, Region = entry.Region, Runners = entry.Runners } };

    private static async Task<LoadedState?> ReadAsync(FoundState found, KnownStates known, CancellationToken cancellation)
    {
        var (source, written) = (found.Source, found.File.Written);
        try
        {
            if (found.Problem is { } problem)
            {
                return new(source, State: null, Unreachable(source, problem), written);
            }

            var read = await known.LookAsync(found, cancellation);
            return read.State is null ? null : new(source, read.State, Problem: null, read.Written) { Note = read.Note };
        }
        catch (StateUnreadableException exception)
        {
            return new(source, State: null, exception.Message, written);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(source, State: null, Unreachable(source, exception.Message), written) { MayPass = true };
        }
    }

    private string ArgumentOf(StateEntry entry)
    {
        var isLocal = !entry.Url.Contains("://", StringComparison.Ordinal);
        var place = isLocal && folder != Directory.GetCurrentDirectory() ? Path.Combine(folder, entry.Url) : entry.Url;
        return entry.Name is null ? place : $"{entry.Name}={place}";
    }

    private static StateArgument Parsed(string argument) => StateArgument.Parse(argument, IsThere);

    private static string NameOf(StateArgument parsed, StateFile file, IStateSource origin) => parsed.Name switch
    {
        null => file.Relative,
        var given when origin.IsOne => given,
        var given => $"{given.TrimEnd('/')}/{file.Relative}",
    };

    private static bool IsThere(string path) => Path.Exists(path) || (StateGlob.IsGlob(path) && LocalSource.Find(path).Count > 0);

    private static string Unreachable(StateSource source, string why) =>
        $"State '{source.Name}' at {source.Location} cannot be read ({why}), {StateUnreadableException.Consequence}. " +
        $"Allow reading it, or remove '{source.Name}' from the states.";

    private sealed record Listed(IReadOnlyList<FoundState> Found, DateTimeOffset Until);
}
