using System.Collections.Concurrent;
using DriftStream.Aws.S3;
using DriftStream.Configuration;
using DriftStream.Core.Terraform;
using DriftStream.States.Sources;

namespace DriftStream.States;

/// <summary>Finds and reads the states that entries name, wherever they are.</summary>
/// <param name="folder">What paths are relative to.</param>
/// <param name="connect">Opens the bucket that an entry names.</param>
/// <param name="time">The clock.</param>
internal sealed class StatePlaces(string folder, Func<StateEntry, string, S3Store> connect, TimeProvider time) : IDisposable
{
    // A list of a bucket costs money and time, so it is asked for less often than a folder, and not by all processes at once.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (S3Store Bucket, S3StateSource Source)> _buckets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Listed> _listed = new(StringComparer.Ordinal);

    /// <summary>What paths are relative to.</summary>
    public string Folder => folder;

    /// <summary>The same on the local disk alone; what is far is refused.</summary>
    public static StatePlaces OnDisk(string folder) => new(folder, (entry, _) => throw Remote(entry.Url), TimeProvider.System);

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
    public async Task<IReadOnlyList<LoadedState>> ReadAsync(IReadOnlyList<StateEntry> entries, KnownStates known, CancellationToken cancellation)
    {
        var found = await FindAsync(entries, cancellation);
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
                throw Nothing(group.Key, Parsed(group.Key).Target);
            }
        }

        return loaded;
    }

    /// <summary>The name that a file's state gets.</summary>
    public FoundState Named(StateEntry entry, StateFile file, IStateSource origin)
    {
        var (argument, parsed) = (ArgumentOf(entry), Parsed(ArgumentOf(entry)));
        return Said(new(argument, new(NameOf(parsed, file), file.Path), file, parsed.Name is not null, origin), entry);
    }

    /// <summary>The place that an entry names.</summary>
    /// <exception cref="UsageException">It is of an unknown kind.</exception>
    public IStateSource SourceOf(StateEntry entry)
    {
        var parsed = Parsed(ArgumentOf(entry));
        return parsed.Scheme switch
        {
            null => new LocalSource(parsed.Target),
            "s3" or "S3" => _buckets.GetOrAdd($"{entry.RoleArn} {entry.ExternalId} {parsed.Target}", _ => InBucket(entry, parsed.Target)).Source,
            _ => throw Remote(ArgumentOf(entry)),
        };
    }

    /// <summary>That a place holds no states.</summary>
    public static UsageException Nothing(string argument, string target) => new(
        Directory.Exists(target) ? $"There is no state below '{argument}': looked for *.tfstate, *.tfstate.json and JSON files with a state in them."
        : !S3Address.IsMeantBy(target) ? $"There is no state at '{argument}': no such file or folder, and nothing that matches."
        : target.EndsWith('/') ? $"There is no state below '{argument}': looked for keys that end in .tfstate, and for others with a state in them."
        : $"There is no state at '{argument}': the bucket has no such key. A prefix ends in a slash.");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (bucket, _) in _buckets.Values)
        {
            bucket.Dispose();
        }
    }

    private (S3Store, S3StateSource) InBucket(StateEntry entry, string target)
    {
        var address = S3Address.Parse(target);
        var bucket = connect(entry, address.Bucket);
        return (bucket, new(bucket, address.Key));
    }

    private async Task<IReadOnlyList<FoundState>> FindAsync(StateEntry entry, string argument, CancellationToken cancellation)
    {
        var parsed = Parsed(argument);
        var source = SourceOf(entry);
        var known = _listed.GetValueOrDefault(argument);
        if (known is not null && time.GetUtcNow() < known.Until)
        {
            return known.Found;
        }

        try
        {
            var files = await source.ListAsync(cancellation);
            IReadOnlyList<FoundState> found = files.Count == 0 ? throw Nothing(argument, parsed.Target) : [.. files.Select(file => Named(entry, file, source))];
            return source is LocalSource ? found : Remembered(argument, found);
        }
        catch (StateSourceException failure)
        {
            IReadOnlyList<FoundState> before = known?.Found ?? [new(argument, new(parsed.Name ?? parsed.Target, parsed.Target), new(parsed.Target, parsed.Target, Certain: true), IsNamed: true, source)];
            return Remembered(argument, [.. before.Select(f => f with { Problem = failure.Message })]);
        }
    }

    private IReadOnlyList<FoundState> Remembered(string argument, IReadOnlyList<FoundState> found)
    {
        _listed[argument] = new(found, time.GetUtcNow() + (Patience * (1 + (Random.Shared.NextDouble() / 4))));
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

    private static string NameOf(StateArgument parsed, StateFile file) => parsed.Name switch
    {
        null => file.Relative,
        var given when IsOne(parsed) => given,
        var given => $"{given.TrimEnd('/')}/{file.Relative}",
    };

    private static bool IsOne(StateArgument parsed) => parsed.Scheme is null ? File.Exists(parsed.Target) : !parsed.Target.EndsWith('/') && S3Address.Parse(parsed.Target).Key.Length > 0;

    private static bool IsThere(string path) => Path.Exists(path) || (StateGlob.IsGlob(path) && LocalSource.Find(path).Count > 0);

    private static string Unreachable(StateSource source, string why) =>
        $"State '{source.Name}' at {source.Location} cannot be read ({why}), so none of its resources are watched. " +
        $"Allow reading it, or remove '{source.Name}' from the states.";

    private static UsageException Remote(string argument) => (StateArgument.Parse(argument, Path.Exists).Scheme?.ToUpperInvariant() ?? "") switch
    {
        "S3" or "HCP" or "TFE" or "HTTPS" or "HTTP" or "POSTGRES" or "POSTGRESQL" => new UsageException(
            $"The state '{argument}' is remote, which this version cannot read. Write it to a file with `terraform state pull` and give that."),
        var scheme => new UsageException(
            $"The state '{argument}' has the unknown scheme '{scheme.ToLowerInvariant()}': give a file, a folder, a glob, or an address that begins with s3, hcp, tfe, https or postgres."),
    };

    private sealed record Listed(IReadOnlyList<FoundState> Found, DateTimeOffset Until);
}
