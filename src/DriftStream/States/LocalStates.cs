using DriftStream.Configuration;
using DriftStream.Core.Terraform;

namespace DriftStream.States;

/// <summary>Finds and reads the states in files, folders and globs.</summary>
internal static class LocalStates
{
    /// <summary>Reads every state that the arguments name, in the order given. A broken one is reported beside the others.</summary>
    /// <exception cref="UsageException">An argument names nothing that is there, or two states have one name.</exception>
    public static Task<IReadOnlyList<LoadedState>> ReadAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        ReadAsync([.. arguments.Select(a => new KeyValuePair<string, StateEntry>(a, new StateEntry()))], new KnownStates(new StateCopies()), cancellationToken);

    /// <summary>Reads every state that the entries name; paths are relative to a folder.</summary>
    /// <exception cref="UsageException">An entry names nothing that is there, or two states have one name.</exception>
    public static Task<IReadOnlyList<LoadedState>> ReadAsync(IEnumerable<StateEntry> entries, string folder, CancellationToken cancellationToken) =>
        ReadAsync(entries, folder, new KnownStates(new StateCopies()), cancellationToken);

    /// <summary>The same, but reads only files that were written since <paramref name="known"/> has seen them.</summary>
    /// <exception cref="UsageException">An entry names nothing that is there, or two states have one name.</exception>
    public static Task<IReadOnlyList<LoadedState>> ReadAsync(IEnumerable<StateEntry> entries, string folder, KnownStates known, CancellationToken cancellationToken) =>
        ReadAsync([.. entries.Select(e => KeyValuePair.Create(ArgumentOf(e, folder), e))], known, cancellationToken);

    /// <summary>The files that the entries name at this moment.</summary>
    /// <exception cref="UsageException">An entry names nothing that is there.</exception>
    public static IEnumerable<string> Files(IEnumerable<StateEntry> entries, string folder) =>
        entries.SelectMany(e => Find(ArgumentOf(e, folder))).Select(f => f.File.Path);

    private static async Task<IReadOnlyList<LoadedState>> ReadAsync(IReadOnlyList<KeyValuePair<string, StateEntry>> entries, KnownStates known, CancellationToken cancellationToken)
    {
        var said = entries.DistinctBy(e => e.Key).ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
        var found = StateNames.MadeUnique(entries.SelectMany(e => Find(e.Key)))
            .Select(f => f with { Source = f.Source with { Account = said[f.Argument].Account, Region = said[f.Argument].Region, Runners = said[f.Argument].Runners } })
            .ToList();
        known.Expect([.. found.Select(f => f.File.Path)]);
        var loaded = new List<LoadedState>();
        foreach (var group in found.GroupBy(state => state.Argument, StringComparer.Ordinal))
        {
            var before = loaded.Count;
            foreach (var state in group)
            {
                if (await ReadAsync(state, known, cancellationToken) is { } read)
                {
                    loaded.Add(read);
                }
            }

            if (loaded.Count == before)
            {
                throw Nothing(group.Key, StateArgument.Parse(group.Key, IsThere).Target);
            }
        }

        return loaded;
    }

    /// <summary>The files that one argument stands for, and the names it gives them.</summary>
    /// <exception cref="UsageException">It is remote, or nothing is there.</exception>
    public static IReadOnlyList<FoundState> Find(string argument)
    {
        var parsed = StateArgument.Parse(argument, IsThere);
        if (parsed.Scheme is { } scheme)
        {
            throw Remote(argument, scheme);
        }

        var isSingle = File.Exists(parsed.Target);
        var files = Files(parsed.Target, isSingle);
        return files.Count == 0
            ? throw Nothing(argument, parsed.Target)
            : [.. files.Select(file => new FoundState(argument, new StateSource(NameOf(parsed.Name, file, isSingle), file.Path), file, parsed.Name is not null))];
    }

    private static string ArgumentOf(StateEntry entry, string folder)
    {
        var isLocal = !entry.Url.Contains("://", StringComparison.Ordinal);
        var place = isLocal && folder != Directory.GetCurrentDirectory() ? Path.Combine(folder, entry.Url) : entry.Url;
        return entry.Name is null ? place : $"{entry.Name}={place}";
    }

    private static async Task<LoadedState?> ReadAsync(FoundState found, KnownStates known, CancellationToken cancellationToken)
    {
        var source = found.Source;
        try
        {
            return await known.ReadAsync(found, cancellationToken) is { } state ? new LoadedState(source, state, Problem: null) : null;
        }
        catch (StateUnreadableException exception)
        {
            return new LoadedState(source, State: null, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new LoadedState(source, State: null, Unreachable(source, exception));
        }
    }

    private static IReadOnlyList<StateFile> Files(string target, bool isSingle)
    {
        try
        {
            var path = Path.GetFullPath(target);
            return isSingle ? [new StateFile(path, Path.GetFileName(path), Certain: true)]
                : Directory.Exists(path) ? [.. StateFolder.Find(path)]
                : StateGlob.IsGlob(target) ? StateGlob.Find(target)
                : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The states at '{target}' cannot be listed: {exception.Message} Allow reading, or give the files one by one.");
        }
    }

    private static string NameOf(string? given, StateFile file, bool isSingle) => given switch
    {
        null => file.Relative,
        _ when isSingle => given,
        _ => $"{given.TrimEnd('/')}/{file.Relative}",
    };

    private static bool IsThere(string path) =>
        Path.Exists(path) || (StateGlob.IsGlob(path) && Files(path, isSingle: false).Count > 0);

    private static string Unreachable(StateSource source, Exception exception) =>
        $"State '{source.Name}' at {source.Location} cannot be read ({exception.Message}), so none of its resources are watched. " +
        $"Allow reading it, or remove '{source.Name}' from the states.";

    private static UsageException Nothing(string argument, string target) => new(
        Directory.Exists(target)
            ? $"There is no state below '{argument}': looked for *.tfstate, *.tfstate.json and JSON files with a state in them."
            : $"There is no state at '{argument}': no such file or folder, and nothing that matches.");

    private static UsageException Remote(string argument, string scheme) => scheme.ToUpperInvariant() switch
    {
        "S3" or "HCP" or "TFE" or "HTTPS" or "HTTP" or "POSTGRES" or "POSTGRESQL" => new UsageException(
            $"The state '{argument}' is remote, which this version cannot read. Write it to a file with `terraform state pull` and give that."),
        _ => new UsageException(
            $"The state '{argument}' has the unknown scheme '{scheme}': give a file, a folder, a glob, or an address that begins with s3, hcp, tfe, https or postgres."),
    };
}
