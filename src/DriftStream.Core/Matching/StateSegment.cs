using DriftStream.Core.Catalog;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Matching;

/// <summary>What an index knows of one state. It never changes, so the indexes before and after another state's change share it.</summary>
internal sealed class StateSegment
{
    private readonly ToldIdentities? _whole;
    private readonly Placement[] _places;
    private readonly int[] _placeOf;
    private readonly Dictionary<string, (int Start, int Count)> _types = new(StringComparer.Ordinal);
    private readonly int[] _ofType;

    /// <summary>Reads a state's instances.</summary>
    /// <param name="state">The state.</param>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="known">Segments of which one may be another version of it.</param>
    public StateSegment(TerraformState state, EventCatalog catalog, IEnumerable<StateSegment> known)
    {
        State = state;
        Table = InstanceTable.Of(state);
        var told = Table is { Whole: { } whole, Picked: { } picked }
            ? (_whole = known.FirstOrDefault(s => s.Table.Whole == whole)?._whole ?? ToldIdentities.Of(whole, catalog)).Of(picked)
            : ToldIdentities.Of(Table, catalog);
        Keys = told.Keys;
        (_places, _placeOf) = new PlacementInference(Table, told.Places).Infer();
        _ofType = GroupByType();
    }

    /// <summary>The state.</summary>
    public TerraformState State { get; }

    /// <summary>Its instances.</summary>
    public InstanceTable Table { get; }

    /// <summary>What they are found by.</summary>
    public InstanceKeys Keys { get; }

    /// <summary>How many of them can be found.</summary>
    public int Count => _ofType.Length;

    /// <summary>Where its instances live.</summary>
    public IReadOnlyList<Placement> Places => _places;

    /// <summary>The types of the instances that can be found.</summary>
    public IEnumerable<string> Types => _types.Keys;

    /// <summary>Whether an instance can be found: deposed objects cannot, they are about to be deleted.</summary>
    public bool IsFindable(int number) => Table.MarksOf(number).Deposed is null;

    /// <summary>Where an instance lives.</summary>
    public Placement PlacementOf(int number) => _places[_placeOf[number]];

    /// <summary>The numbers of the instances of a type.</summary>
    public ReadOnlyMemory<int> OfType(string type) => _types.TryGetValue(type, out var part) ? _ofType.AsMemory(part.Start, part.Count) : default;

    private int[] GroupByType()
    {
        int[] findable = [.. Enumerable.Range(0, Table.Count).Where(IsFindable)];
        Array.Sort(Array.ConvertAll(findable, n => ((long)Table.TypeOf(n) << 32) | (uint)n), findable);
        for (var start = 0; start < findable.Length;)
        {
            var type = Table.TypeOf(findable[start]);
            var end = start + 1;
            while (end < findable.Length && Table.TypeOf(findable[end]) == type)
            {
                end++;
            }

            _types.Add(Table.Types[type], (start, end - start));
            start = end;
        }

        return findable;
    }
}
