using DriftStream.Core.Terraform;

namespace DriftStream.Core.Matching;

/// <summary>Which instances of an index that holds states through time belong to the versions of one moment.</summary>
internal sealed class PickedInstances
{
    private readonly KeyTable _keys;
    private readonly IReadOnlyList<Placed> _ever;
    private readonly Dictionary<Placed, Placed> _picked = new(ReferenceEqualityComparer.Instance);

    /// <summary>Picks them.</summary>
    /// <param name="keys">What all of them are found by.</param>
    /// <param name="ever">The states through time.</param>
    /// <param name="versions">The versions.</param>
    /// <param name="known">Segments that need not be made again.</param>
    public PickedInstances(KeyTable keys, IReadOnlyList<Placed> ever, IReadOnlyList<TerraformState> versions, IEnumerable<StateSegment> known)
    {
        (_keys, _ever) = (keys, ever);
        var made = new Dictionary<TerraformState, StateSegment>(known.Select(s => KeyValuePair.Create(s.State, s)), ReferenceEqualityComparer.Instance);
        var byTable = ever.ToDictionary(p => p.Segment.Table);
        Placed = [.. versions.Select((state, position) =>
        {
            var table = InstanceTable.Of(state);
            var whole = byTable[table.Whole ?? table];
            var segment = made.TryGetValue(state, out var one) ? one : table.Whole is null ? whole.Segment : new StateSegment(state, whole.Segment);
            return _picked[whole] = new(segment, position * StateOrder.Gap, whole.Base);
        })];
    }

    /// <summary>The versions.</summary>
    public IReadOnlyList<Placed> Placed { get; }

    /// <summary>The same for other versions.</summary>
    public PickedInstances Of(IReadOnlyList<TerraformState> versions) => new(_keys, _ever, versions, Placed.Select(p => p.Segment));

    /// <summary>Those of these numbers that are in one of the versions, in the order of the states and of their instances.</summary>
    public ReadOnlyMemory<int> Of(ReadOnlyMemory<int> numbers)
    {
        if (numbers.Length < 2)
        {
            return numbers.Length == 1 && Find(numbers.Span[0]) is not null ? numbers : default;
        }

        var kept = new List<(long Order, int Number, int Key)>();
        foreach (var key in numbers.Span)
        {
            if (Find(key) is var (placed, number))
            {
                kept.Add((placed.Order, number, key));
            }
        }

        kept.Sort();
        return kept.ConvertAll(k => k.Key).ToArray();
    }

    /// <summary>Where the instance with a number is; null where it is in none of the versions.</summary>
    public (Placed Placed, int Number)? Find(int key)
    {
        var whole = _keys.PlacedAt(key);
        return _picked.TryGetValue(whole, out var placed) && placed.Segment.NumberOf(key - whole.Base) is >= 0 and var number ? (placed, number) : null;
    }
}
