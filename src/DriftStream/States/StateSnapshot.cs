using DriftStream.Configuration;
using DriftStream.Core.Catalog;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;

namespace DriftStream.States;

/// <summary>The states of this moment. A reload builds a new index beside the old one and swaps it whole, so judging never waits.</summary>
internal sealed class StateSnapshot(IReadOnlyList<StateEntry> entries, StatePlaces places)
{
    private volatile Loaded _loaded = new(StateIndex.Empty, [], []);
    private readonly KnownStates _known = new(new StateCopies(), places.Kept);
    private IReadOnlyList<string> _written = [];
    private DateTimeOffset? _again;

    /// <summary>A snapshot of states on the local disk.</summary>
    public StateSnapshot(IReadOnlyList<StateEntry> entries, string folder)
        : this(entries, StatePlaces.OnDisk(folder))
    {
    }

    /// <summary>What events are matched with.</summary>
    public StateIndex Index => _loaded.Index;

    /// <summary>How many states there should be: those that were found.</summary>
    public int Configured => Math.Max(entries.Count, _loaded.Index.States.Count + _loaded.Missing.Count);

    /// <summary>When each state was written that is in use.</summary>
    public IReadOnlyList<(string Name, DateTimeOffset Written)> Ages => _loaded.Ages;

    /// <summary>Why states cannot be read now, by name; some of them are still used as they were.</summary>
    public IReadOnlyDictionary<string, string> Unreadable => _loaded.Unreadable;

    /// <summary>A sentence for each state that cannot be used, or not in its newest form.</summary>
    public IReadOnlyList<string> Problems => _loaded.Problems;

    /// <summary>The states that were found, and where each is.</summary>
    public IReadOnlyList<StateSource> Sources => _loaded.Sources;

    /// <summary>A snapshot of states that are there already, for the demo.</summary>
    public static StateSnapshot Of(params TerraformState[] states) =>
        new([], StatePlaces.OnDisk("")) { _loaded = new(StateIndex.Build(EventCatalog.Load(), states), [], []) };

    /// <summary>Reads the states, whatever has changed.</summary>
    /// <exception cref="UsageException">No entry names anything that is there.</exception>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        if (entries.Count == 0)
        {
            return;
        }

        await LoadAsync(await FindAsync(cancellation), cancellation);
    }

    /// <summary>What the entries name at this moment.</summary>
    /// <exception cref="UsageException">No entry names anything that is there.</exception>
    public async Task<IReadOnlyList<FoundState>> FindAsync(CancellationToken cancellation) => entries.Count == 0 ? [] : await places.FindSomeAsync(entries, cancellation);

    /// <summary>Has the places listed again at the next look, even if they were listed a moment ago.</summary>
    /// <param name="woken">How the addresses of the states concerned begin; null: all.</param>
    public void Forget(IReadOnlyCollection<string>? woken) => places.Forget(woken);

    /// <summary>Reads the states again if a file came, went or was written since.</summary>
    /// <returns>Whether they were read again.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancellation) => await RefreshAsync(await FindAsync(cancellation), cancellation);

    /// <summary>Reads the states again if what was found now is not what was read last.</summary>
    /// <param name="found">What <see cref="FindAsync"/> told.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether they were read again.</returns>
    public async Task<bool> RefreshAsync(IReadOnlyList<FoundState> found, CancellationToken cancellation)
    {
        if (entries.Count == 0 || (Written(found).SequenceEqual(_written) && !(places.Time.GetUtcNow() >= _again)))
        {
            return false;
        }

        await LoadAsync(found, cancellation);
        return true;
    }

    private async Task LoadAsync(IReadOnlyList<FoundState> found, CancellationToken cancellation)
    {
        var read = await StatePlaces.ReadAsync(found, _known, cancellation);
        var before = Index.States.ToDictionary(s => s.Name, StringComparer.Ordinal);
        var kept = read.Where(l => l.State is null && before.ContainsKey(l.Source.Name)).ToList();
        var ages = _loaded.Ages.DistinctBy(a => a.Name).ToDictionary(a => a.Name, a => a.Written, StringComparer.Ordinal);
        TerraformState[] states = [.. read.Select(l => l.State).OfType<TerraformState>(), .. kept.Select(l => before[l.Source.Name])];
        _loaded = new(
            Index.Over(states),
            [.. read.SelectMany(l => Sentences(l, before, ages)), .. places.Kept?.Problem is { } notKept ? [notKept] : (IEnumerable<string>)[], .. states.SelectMany(s => s.Problems.Select(p => $"State '{s.Name}': {p}"))],
            [.. read.Where(l => l.State is null && !before.ContainsKey(l.Source.Name)).Select(l => l.Source.Name)])
        {
            Sources = [.. read.Select(l => l.Source)],
            Ages =
            [
                .. read.Where(l => l is { State: not null, Written: not null }).Select(l => (l.Source.Name, l.Written!.Value)),
                .. kept.Where(l => ages.ContainsKey(l.Source.Name)).Select(l => (l.Source.Name, ages[l.Source.Name])),
            ],
            Unreadable = read.Where(l => l.State is null).ToDictionary(l => l.Source.Name, l => Sentences(l, before, ages).First(), StringComparer.Ordinal),
        };
        _written = Written(found);
        _again = read.Any(l => l.MayPass) ? places.Time.GetUtcNow() + StatePlaces.NextPatience : null;
    }

    // A broken one never takes the place of a good one, and that is told.
    private static IEnumerable<string> Sentences(LoadedState loaded, Dictionary<string, TerraformState> before, Dictionary<string, DateTimeOffset> ages)
    {
        var name = loaded.Source.Name;
        var since = ages.TryGetValue(name, out var written) ? $", written {written.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}" : "";
        return new[] { loaded.Note, before.TryGetValue(name, out var kept) ? loaded.Problem?.Replace(StateUnreadableException.Consequence, $"so it stays in use as it was read last (serial {kept.Serial}{since})", StringComparison.Ordinal) : loaded.Problem }.OfType<string>();
    }

    // A mark of every file that the entries name at this reading.
    private static List<string> Written(IReadOnlyList<FoundState> found) => [.. found.Select(f => $"{f.File.Path} {f.File.Mark} {f.Problem}")];

    private sealed record Loaded(StateIndex Index, IReadOnlyList<string> Problems, IReadOnlyList<string> Missing)
    {
        public IReadOnlyList<(string Name, DateTimeOffset Written)> Ages { get; init; } = [];

        public IReadOnlyList<StateSource> Sources { get; init; } = [];

        public IReadOnlyDictionary<string, string> Unreadable { get; init; } = new Dictionary<string, string>();
    }
}
