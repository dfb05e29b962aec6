using System.Collections.Concurrent;
using DriftStream.Aws.S3;
using DriftStream.Configuration;
using DriftStream.Core.Terraform;
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

    /// <summary>The same on the local disk alone; what is far is refused.</summary>
    public static StatePlaces OnDisk(string folder) => new(folder, SourceKinds.OnDisk, TimeProvider.System);

    /// <summary>What the entries name at this moment. Where a place does not answer, what it held before stands in for it, with the reason.</summary>
    /// <exception cref="UsageException">An entry names nothing that is there, or two states have one name.</exception>
    public async Task<IReadOnlyList<FoundState>> FindAsync(IReadOnlyList<StateEntry> entries, CancellationToken cancellation)
    {
        var found = new List<FoundState>();
        foreach (var entry in entries)
        {
            var argument = ArgumentOf(entry);
            found.AddRange((await FindAsync(entry, argument, cancellation)).Select(f => Said(f, entry)));
        }

        return StateNames.MadeUnique(found);
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
        var loaded = new List<LoadedState>();
        foreach (var group in found.GroupBy(state => state.Argument, StringComparer.Ordinal))
        {
            var before = loaded.Count;
            foreach (var state in group)
            {
                loaded.AddRange(await ReadAsync(state, known, cancellation) is { } read ? [read] : []);
            }

            if (loaded.Count == before)
            {
                throw new UsageException(group.First().Origin.Nothing(group.Key));
            }
        }

        return loaded;
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

    private async Task<IReadOnlyList<FoundState>> FindAsync(StateEntry entry, string argument, CancellationToken cancellation)
    {
        var parsed = Parsed(argument);
        var source = SourceOf(entry);
        var known = _listed.GetValueOrDefault(entry);
        if (known is not null && time.GetUtcNow() < known.Until)
        {
            return known.Found;
        }

        try
        {
            var files = await source.ListAsync(cancellation);
            IReadOnlyList<FoundState> found = files.Count == 0 ? throw new UsageException(source.Nothing(argument)) : [.. files.Select(file => Named(entry, file, source))];
            return source is LocalSource ? found : Remembered(entry, found);
        }
        catch (StateSourceException failure)
        {
            IReadOnlyList<FoundState> before = known?.Found ?? [new(argument, new(parsed.Name ?? parsed.Target, parsed.Target), new(parsed.Target, parsed.Target, Certain: true), IsNamed: true, source)];
            return Remembered(entry, [.. before.Select(f => f with { Problem = failure.Message })]);
        }
    }

    private IReadOnlyList<FoundState> Remembered(StateEntry entry, IReadOnlyList<FoundState> found)
    {
        _listed[entry] = new(found, time.GetUtcNow() + (Patience * (1 + (Random.Shared.NextDouble() / 4))));
        return found;
    }

    private static FoundState Said(FoundState found, StateEntry entry) =>
        found with { Source = found.Source with { Account = entry.Account, Region = entry.Region, Runners = entry.Runners } };

    private static async Task<LoadedState?> ReadAsync(FoundState found, KnownStates known, CancellationToken cancellation)
    {
        var (source, written) = (found.Source, found.File.Written);
        try
        {
            return found.Problem is { } problem ? new(source, State: null, Unreachable(source, problem), written)
                : await known.ReadAsync(found, cancellation) is { } state ? new(source, state, Problem: null, written)
                : null;
        }
        catch (StateUnreadableException exception)
        {
            return new(source, State: null, exception.Message, written);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(source, State: null, Unreachable(source, exception.Message), written);
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
        $"State '{source.Name}' at {source.Location} cannot be read ({why}), so none of its resources are watched. " +
        $"Allow reading it, or remove '{source.Name}' from the states.";

    private sealed record Listed(IReadOnlyList<FoundState> Found, DateTimeOffset Until);
}
