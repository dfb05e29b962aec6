using DriftStream.Core.Catalog;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Matching;

/// <summary>What an index knows of one state. It never changes, so the indexes before and after another state's change share it.</summary>
internal sealed class StateSegment
{
    private readonly Placement[] _places;
    private readonly int[] _placeOf;
    private readonly Dictionary<string, (int Start, int Count)> _types = new(StringComparer.Ordinal);
    private readonly int[] _ofType;

    /// <summary>Reads a state's instances.</summary>
    public StateSegment(TerraformState state, EventCatalog catalog)
    {
        State = state;
        Table = InstanceTable.Of(state);
        var builder = new InstanceKeysBuilder();
        var read = PlacesTold(Table, builder, catalog);
        Keys = builder.Build();
        (_places, _placeOf) = new PlacementInference(Table, read).Infer();
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
    public bool IsFindable(int number) => IsFindable(Table, number);

    /// <summary>Where an instance lives.</summary>
    public Placement PlacementOf(int number) => _places[_placeOf[number]];

    /// <summary>The numbers of the instances of a type.</summary>
    public ReadOnlyMemory<int> OfType(string type) => _types.TryGetValue(type, out var part) ? _ofType.AsMemory(part.Start, part.Count) : default;

    /// <summary>Where each instance lives by its own attributes; what identifies it goes to the builder.</summary>
    public static Placement[] PlacesTold(InstanceTable table, InstanceKeysBuilder builder, EventCatalog catalog)
    {
        var identity = new InstanceIdentity(builder);
        var attributes = Array.ConvertAll(table.Types, type => new IdentifyingAttributes(catalog.Type(type)));
        var read = new Placement[table.Count];
        using var window = table.Window();
        for (var number = 0; number < table.Count; number++)
        {
            if (IsFindable(table, number))
            {
                read[number] = identity.Read(window.Of(number), attributes[table.TypeOf(number)]);
            }
            else
            {
                builder.EndInstance();
            }
        }

        return read;
    }

    private static bool IsFindable(InstanceTable table, int number) => table.MarksOf(number).Deposed is null;

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
