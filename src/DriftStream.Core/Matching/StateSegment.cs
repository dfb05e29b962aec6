using DriftStream.Core.Catalog;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Matching;

/// <summary>What an index knows of one state. It never changes, so the indexes before and after another state's change share it.</summary>
internal sealed class StateSegment
{
    private readonly ToldIdentities? _told;
    private readonly int[]? _numberOf;
    private readonly Placement[] _places;
    private readonly int[] _placeOf;
    private readonly Dictionary<string, (int Start, int Count)> _types = new(StringComparer.Ordinal);
    private readonly int[] _ofType;

    /// <summary>Reads a state's instances.</summary>
    public StateSegment(TerraformState state, EventCatalog catalog)
        : this(state, InstanceTable.Of(state), catalog)
    {
    }

    /// <summary>A version of a state that was read through all its versions.</summary>
    /// <param name="state">The version.</param>
    /// <param name="ever">All instances that any version holds.</param>
    public StateSegment(TerraformState state, StateSegment ever)
        : this(state, InstanceTable.Of(state), ever._told!.Of(InstanceTable.Of(state).Picked!))
    {
        _numberOf = new int[ever.Table.Count];
        Array.Fill(_numberOf, -1);
        for (var number = 0; number < Table.Count; number++)
        {
            _numberOf[Table.Picked![number]] = number;
        }
    }

    private StateSegment(TerraformState state, InstanceTable table, EventCatalog catalog)
        : this(state, table, ToldIdentities.Of(table, catalog))
    {
    }

    private StateSegment(TerraformState state, InstanceTable table, ToldIdentities told)
    {
        State = state;
        Table = table;
        Keys = told.Keys;
        _told = table.IsPool ? told : null;
        (_places, _placeOf) = new PlacementInference(table, told.Places).Infer();
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

    /// <summary>The number of the instance in a row of the whole table; -1 where this version does not have it.</summary>
    public int NumberOf(int row) => _numberOf is null ? row : _numberOf[row];

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
