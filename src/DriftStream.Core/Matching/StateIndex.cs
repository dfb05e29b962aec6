using System.Buffers;
using System.Text;
using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Matching;

/// <summary>
/// All instances of all states, findable by what identifies them. Immutable: when a state changes, <see cref="With"/> and
/// <see cref="Over"/> make the next index, which shares with this one whatever the other states gave; readers keep the one they have.
/// </summary>
/// <remarks>
/// Nothing is kept of the instances' attributes, only where they are in the states' content: see <see cref="StateContent"/>.
/// </remarks>
public sealed class StateIndex
{
    private readonly EventCatalog _catalog;
    private readonly IReadOnlyList<Placed> _placed;
    private readonly KeyTable _keys;
    private readonly PickedInstances? _picked;
    private readonly RecentInstances _recent = new();
    private readonly Dictionary<InstanceTable, Placed> _byTable;
    private readonly Dictionary<string, InstancesOfType> _byType;
    private readonly Lazy<HashSet<string>> _accounts;
    private readonly Lazy<ILookup<string, Placed>> _byState;
    private KeyFilter? _filter;

    private StateIndex(EventCatalog catalog, IReadOnlyList<Placed> placed, KeyTable keys, PickedInstances? picked = null)
    {
        _catalog = catalog;
        _picked = picked;
        _placed = placed;
        _keys = keys;
        _byTable = placed.ToDictionary(p => p.Segment.Table);
        _byType = InstancesOfType.Of(placed, _recent);
        _accounts = new(() => placed.SelectMany(p => p.Segment.Places).Select(p => p.Account).OfType<string>().ToHashSet());
        _byState = new(() => placed.ToLookup(p => p.Segment.Table.Source.Name));
        States = [.. placed.Select(p => p.Segment.State)];
        Count = placed.Sum(p => p.Segment.Count);
        HasRunners = States.Any(s => s.Runners.Count > 0);
    }

    /// <summary>An index without states.</summary>
    public static StateIndex Empty { get; } = Build(EventCatalog.Load(), []);

    /// <summary>The states in the index.</summary>
    public IReadOnlyList<TerraformState> States { get; }

    /// <summary>Whether any state has runners of its own.</summary>
    internal bool HasRunners { get; }

    /// <summary>How many instances can be found. Deposed objects cannot: they are about to be deleted.</summary>
    public int Count { get; }

    /// <summary>Builds the index.</summary>
    public static StateIndex Build(EventCatalog catalog, IReadOnlyList<TerraformState> states)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Of(catalog, states.Select(state => new StateSegment(state, catalog)));
    }

    /// <summary>The index in which a state takes the place of the one of the same name, or comes last.</summary>
    public StateIndex With(TerraformState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var known = States.Any(s => s.Name == state.Name);
        return Over(known ? [.. States.Select(s => s.Name == state.Name ? state : s)] : [.. States, state]);
    }

    /// <summary>The index without the state of a name.</summary>
    public StateIndex Without(string name) => Over([.. States.Where(s => s.Name != name)]);

    /// <summary>The index over these states. Those that this one has, and whose order is still the same, are not read again.</summary>
    public StateIndex Over(IReadOnlyList<TerraformState> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        var before = new Dictionary<TerraformState, Placed>(_placed.Select(p => KeyValuePair.Create(p.Segment.State, p)), ReferenceEqualityComparer.Instance);
        var after = states.Select(s => before.GetValueOrDefault(s)?.Segment ?? new StateSegment(s, _catalog)).ToList();
        var kept = after.ToHashSet();
        var gone = _placed.Where(p => !kept.Contains(p.Segment)).ToList();
        var isNew = after.Sum(s => s.Count) - (Count - gone.Sum(p => p.Segment.Count));
        if (isNew + gone.Sum(p => p.Segment.Count) > Count / 2 || StateOrder.Of(after, _placed) is not { } orders)
        {
            return Of(_catalog, after);
        }

        return Changed(after, orders, gone);
    }

    /// <summary>
    /// The index over states at one moment, of an index over all that they ever held, or of one of another moment. Nothing is read again.
    /// </summary>
    /// <param name="versions">Versions of states of which the index over all has <see cref="StateVersions.Ever"/>, and states that it has as they are.</param>
    public StateIndex Then(IReadOnlyList<TerraformState> versions)
    {
        var picked = _picked?.Of(versions) ?? new(_keys, _placed, versions, []);
        return new(_catalog, picked.Placed, _keys, picked);
    }

    /// <summary>The instance at an address of a state; none where the state has moved on.</summary>
    public IEnumerable<ResourceInstance> At(string state, string address) =>
        _byState.Value[state].Select(p => (Placed: p, Number: p.Segment.Table.At(address))).Where(f => f.Number is not null).Select(f => _recent.Of(f.Placed, f.Number!.Value));

    /// <summary>The instances of a type, in state order; each is made when it is reached.</summary>
    public IReadOnlyList<ResourceInstance> OfType(string type) => _byType.TryGetValue(type, out var found) ? found : [];

    /// <summary>The instances that have this text among their identifying values or inside their ARN or composite id; a candidate, not yet a match.</summary>
    public IReadOnlyList<ResourceInstance> Find(string key) => Instances(_picked is null ? _keys.Of(key) : _picked.Of(_keys.Of(key)));

    /// <summary>The candidates under any spelling of an event's value.</summary>
    public IReadOnlyList<ResourceInstance> Candidates(string value) => Instances(_keys.OfAny(value, _picked));

    /// <summary>Whether <see cref="Candidates"/> may find something for a value, given as UTF-8 without escapes: false is a proof that it finds nothing.</summary>
    public bool MayHold(ReadOnlySpan<byte> utf8Value)
    {
        const int Usual = 512;
        if (PathArns.Is(utf8Value))
        {
            return _keys.MayHold(PathArns.Decoded(Encoding.UTF8.GetString(utf8Value)));
        }

        if (utf8Value.Length <= Usual)
        {
            Span<char> room = stackalloc char[Usual];
            return _keys.MayHold(room[..Encoding.UTF8.GetChars(utf8Value, room)]);
        }

        var rented = ArrayPool<char>.Shared.Rent(utf8Value.Length);
        var holds = _keys.MayHold(rented.AsSpan(0, Encoding.UTF8.GetChars(utf8Value, rented)));
        ArrayPool<char>.Shared.Return(rented);
        return holds;
    }

    /// <summary>How many texts instances can be looked up by, each once.</summary>
    internal int TextCount => _keys.Count;

    /// <summary>What tells in a fraction of the time that nothing has a text.</summary>
    internal KeyFilter Filter => LazyInitializer.EnsureInitialized(ref _filter, () => new(this));

    /// <summary>Shows every text that an instance can be looked up by.</summary>
    internal void VisitKeys(Action<ReadOnlySpan<char>> visit)
    {
        var texts = new KeyTexts();
        foreach (var segment in _placed.Select(p => p.Segment))
        {
            for (var number = 0; number < segment.Table.Count; number++)
            {
                texts.Read(segment.Keys, number);
                for (var i = 0; i < texts.Count; i++)
                {
                    visit(texts.At(i, out _));
                }
            }
        }
    }

    /// <summary>Where the instance lives.</summary>
    public Placement PlacementOf(ResourceInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return _byTable[instance.Table ?? throw new KeyNotFoundException($"{instance.Address} is in no state.")].Segment.PlacementOf(instance.Number);
    }

    /// <summary>Whether any instance lives in another account than this one.</summary>
    public bool HasAccountBeside(string? account) => _accounts.Value.Any(a => a != account);

    private static StateIndex Of(EventCatalog catalog, IEnumerable<StateSegment> segments)
    {
        List<StateSegment> read = [.. segments];
        var keys = KeyTable.WithRoomFor(read.Sum(s => s.Count));
        List<Placed> placed = [.. read.Select((segment, position) => keys.Add(segment, position * StateOrder.Gap))];
        keys.Trim();
        return new(catalog, placed, keys);
    }

    private StateIndex Changed(List<StateSegment> after, long[] orders, List<Placed> gone)
    {
        var keys = _keys.Copy();
        gone.ForEach(keys.Remove);
        var kept = _placed.Except(gone).ToDictionary(p => p.Segment);
        List<Placed> placed = [.. after.Select((segment, position) => kept.GetValueOrDefault(segment) ?? keys.Add(segment, orders[position]))];
        if (keys.IsWasteful)
        {
            keys.Trim();
        }

        return new(_catalog, placed, keys);
    }

    private ResourceInstance[] Instances(ReadOnlyMemory<int> numbers)
    {
        var instances = numbers.IsEmpty ? [] : new ResourceInstance[numbers.Length];
        for (var i = 0; i < instances.Length; i++)
        {
            var (placed, number) = PlaceOf(numbers.Span[i]);
            instances[i] = _recent.Of(placed, number);
        }

        return instances;
    }

    private (Placed Placed, int Number) PlaceOf(int key)
    {
        var placed = _keys.PlacedAt(key);
        return _picked is null ? (placed, key - placed.Base) : _picked.Find(key)!.Value;
    }
}
