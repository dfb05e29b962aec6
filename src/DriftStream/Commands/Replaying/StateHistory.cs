using DriftStream.Configuration;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Replay.AsOf;
using DriftStream.States;

namespace DriftStream.Commands.Replaying;

/// <summary>Fetches every version of the states that counted in a span of time, each once.</summary>
/// <param name="places">Where states are.</param>
/// <param name="copies">Keeps what was fetched.</param>
/// <param name="span">The span.</param>
internal sealed class StateHistory(StatePlaces places, StateCopies copies, HistorySpan span)
{
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
            states.AddRange(_loaded.Where(l => l.State is not null).Select(l => new PastState(l.Source, [new(null, null, () => l.State!)])));
        }

        var named = StateNames.MadeUnique(versions.Select(v => v.Found)).ToDictionary(f => f.File.Path, StringComparer.Ordinal);
        foreach (var (found, all) in versions.DistinctBy(v => v.Found.File.Path))
        {
            states.AddRange(await FetchAsync(named[found.File.Path], all, cancellation) is { } state ? [state] : []);
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

    private async Task<PastState?> FetchAsync(FoundState found, List<StateVersion> versions, CancellationToken cancellation)
    {
        var past = new List<PastVersion>();
        TerraformState? newest = null;
        foreach (var version in versions)
        {
            if (version.IsDeletion)
            {
                newest = null;
                Add(past, new(version.Id, version.Written, Read: null));
                continue;
            }

            try
            {
                if (await ContentAsync(found, version, cancellation) is { } content)
                {
                    var source = found.Source;
                    newest = Read(content, source);
                    Add(past, new(version.Id, version.Written, () => Read(content, source)));
                }
            }
            catch (Exception unreadable) when (unreadable is StateUnreadableException or IOException)
            {
                var before = past.Count == 0 ? "It is left out." : "The version before it stays in use.";
                _problems.Add($"State '{found.Source.Name}': version {version.Id} of {version.Written.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} cannot be used. {before} {unreadable.Message}");
            }
        }

        newest = newest is null ? null : StateAccounts.Checked(newest, found.Source.Account);
        if (newest is not null || past.Count == 0)
        {
            _loaded.AddRange(newest is null && !found.File.Certain ? [] : [new(found.Source, newest, newest is null ? $"State '{found.Source.Name}' at {found.Source.Location} has no version that can be read." : null, found.File.Written)]);
        }

        return past.Any(p => p.Read is not null) ? new(found.Source, past) : null;
    }

    private async Task<StateContent?> ContentAsync(FoundState found, StateVersion version, CancellationToken cancellation)
    {
        await using var stream = await found.Origin.OpenAsync(version, cancellation);
        using var whole = new MemoryStream((int)stream.Length);
        await stream.CopyToAsync(whole, cancellation);
        var content = whole.ToArray();
        if (!found.File.Certain && !StateReader.LooksLikeState(content))
        {
            return null;
        }

        _held += content.Length;
        return copies.FitInMemory(_held) ? StateContent.InMemory(content) : copies.Keep(content);
    }

    // Of two versions of one second nothing can have seen the first.
    private static void Add(List<PastVersion> past, PastVersion version)
    {
        if (past.Count > 0 && past[^1].From == version.From)
        {
            past.RemoveAt(past.Count - 1);
        }

        past.Add(version);
    }

    private static TerraformState Read(StateContent content, StateSource source) => StateReader.Read(content.Read(0, content.Length), source, content);

    private void RefuseSharedNames()
    {
        var shared = _loaded.GroupBy(l => l.Source.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        if (shared is not null)
        {
            throw new UsageException($"Two states are named '{shared.Key}': {shared.First().Source.Location} and {shared.Last().Source.Location}. Findings could not be told apart; give one of them another name.");
        }
    }
}
