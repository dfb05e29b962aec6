using System.Buffers;
using System.Text;
using DriftStream.Core.Catalog;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Matching;

/// <summary>All instances of all states, findable by what identifies them. Immutable: a reload builds a new one and swaps it whole.</summary>
public sealed class StateIndex
{
    private readonly List<ResourceInstance> _instances = [];
    private readonly List<Placement> _placements = [];
    private readonly KeyTable _keys = new();
    private readonly Dictionary<string, TypeInstances> _byType = [];
    private readonly Dictionary<ResourceInstance, int> _numbers = new(ReferenceEqualityComparer.Instance);

    private readonly Lazy<HashSet<string>> _accounts;
    private readonly Lazy<ILookup<(string State, string Address), ResourceInstance>> _byAddress;

    private StateIndex(EventCatalog catalog, IReadOnlyList<TerraformState> states)
    {
        States = states;
        var identity = new InstanceIdentity(_keys);
        foreach (var instance in states.SelectMany(s => s.Instances).Where(i => i.Deposed is null))
        {
            Add(instance, catalog, identity);
        }

        InferPlacements();
        _accounts = new(() => _placements.Select(p => p.Account).OfType<string>().ToHashSet());
        _byAddress = new(() => _instances.ToLookup(i => (i.State, i.Address)));
    }

    /// <summary>An index without states.</summary>
    public static StateIndex Empty { get; } = new(EventCatalog.Load(), []);

    /// <summary>The states in the index.</summary>
    public IReadOnlyList<TerraformState> States { get; }

    /// <summary>How many instances can be found. Deposed objects cannot: they are about to be deleted.</summary>
    public int Count => _instances.Count;

    /// <summary>Builds the index.</summary>
    public static StateIndex Build(EventCatalog catalog, IReadOnlyList<TerraformState> states)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new(catalog, states);
    }

    /// <summary>The instance at an address of a state; none where the state has moved on.</summary>
    public IEnumerable<ResourceInstance> At(string state, string address) => _byAddress.Value[(state, address)];

    /// <summary>The instances of a type, in state order.</summary>
    public IReadOnlyList<ResourceInstance> OfType(string type) => _byType.TryGetValue(type, out var found) ? found.Instances : [];

    /// <summary>The instances that have this text among their identifying values or inside their ARN or composite id; a candidate, not yet a match.</summary>
    public IEnumerable<ResourceInstance> Find(string key) => _keys.Of(key).Select(i => _instances[i]);

    /// <summary>The candidates under any spelling of an event's value.</summary>
    public IEnumerable<ResourceInstance> Candidates(string value) => _keys.OfAny(value).Select(i => _instances[i]);

    /// <summary>Whether <see cref="Candidates"/> may find something for a value, given as UTF-8 without escapes: false is a proof that it finds nothing.</summary>
    public bool MayHold(ReadOnlySpan<byte> utf8Value)
    {
        const int Usual = 512;
        if (utf8Value.Length <= Usual)
        {
            Span<char> room = stackalloc char[Usual];
            return _keys.HoldsAny(room[..Encoding.UTF8.GetChars(utf8Value, room)]);
        }

        var rented = ArrayPool<char>.Shared.Rent(utf8Value.Length);
        var holds = _keys.HoldsAny(rented.AsSpan(0, Encoding.UTF8.GetChars(utf8Value, rented)));
        ArrayPool<char>.Shared.Return(rented);
        return holds;
    }

    /// <summary>Shows every text that an instance can be looked up by.</summary>
    internal void VisitKeys(Action<ReadOnlySpan<char>> visit) => _keys.Visit(visit);

    /// <summary>Where the instance lives.</summary>
    public Placement PlacementOf(ResourceInstance instance) => _placements[_numbers[instance]];

    /// <summary>Whether any instance lives in another account than this one.</summary>
    public bool HasAccountBeside(string? account) => _accounts.Value.Any(a => a != account);

    private void Add(ResourceInstance instance, EventCatalog catalog, InstanceIdentity identity)
    {
        if (!_byType.TryGetValue(instance.Type, out var ofType))
        {
            _byType.Add(instance.Type, ofType = new(new(catalog.Type(instance.Type)), []));
        }

        var number = _instances.Count;
        _instances.Add(instance);
        _numbers.Add(instance, number);
        _placements.Add(identity.Read(instance, number, ofType.Identifying));
        ofType.Instances.Add(instance);
    }

    // Many types have no ARN; they live where everything else of their state and provider configuration lives, if that is one place.
    private void InferPlacements()
    {
        var groups = Enumerable.Range(0, _instances.Count).GroupBy(i => (_instances[i].State, _instances[i].Lineage, _instances[i].ProviderAlias));
        foreach (var group in groups)
        {
            string? account = OnlyOne(group.Select(i => _placements[i].Account)), region = OnlyOne(group.Select(i => _placements[i].Region));
            foreach (var i in group)
            {
                _placements[i] = new(
                    _placements[i].Account ?? _instances[i].ConfiguredAccount ?? account,
                    _placements[i].Region ?? _instances[i].ConfiguredRegion ?? region);
            }
        }
    }

    private static string? OnlyOne(IEnumerable<string?> texts)
    {
        var distinct = texts.Where(t => t is not null).Distinct().Take(2).ToList();
        return distinct.Count == 1 ? distinct[0] : null;
    }

    private sealed record TypeInstances(IdentifyingAttributes Identifying, List<ResourceInstance> Instances);
}
