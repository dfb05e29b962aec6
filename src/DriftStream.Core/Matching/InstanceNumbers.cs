namespace DriftStream.Core.Matching;

/// <summary>Gives each segment a range of numbers for its instances, in blocks, so that a number leads to its segment at once.</summary>
internal sealed class InstanceNumbers
{
    private const int BlockBits = 6;
    private Placed?[] _blocks;
    private int _used;

    /// <summary>No segments yet.</summary>
    public InstanceNumbers()
        : this([], 0)
    {
    }

    private InstanceNumbers(Placed?[] blocks, int used)
    {
        _blocks = blocks;
        _used = used;
    }

    /// <summary>The same, to be changed apart.</summary>
    public InstanceNumbers Copy() => new([.. _blocks], _used);

    /// <summary>The segment of a number.</summary>
    public Placed Of(int number) => _blocks[number >> BlockBits]!;

    /// <summary>Whether the instance with a number is found by a text.</summary>
    public bool IsFoundBy(int number, ReadOnlySpan<char> key) => Of(number) is var placed && placed.Segment.Keys.Has(number - placed.Base, key);

    /// <summary>Gives a segment its numbers, if possible those that another one has given back.</summary>
    public Placed Take(StateSegment segment, long order)
    {
        var needed = BlocksOf(segment);
        var start = FreeRun(needed);
        if (start + needed > _blocks.Length)
        {
            Array.Resize(ref _blocks, Math.Max(start + needed, _blocks.Length * 2));
        }

        var placed = new Placed(segment, order, checked(start << BlockBits));
        _blocks.AsSpan(start, needed).Fill(placed);
        _used = Math.Max(_used, start + needed);
        return placed;
    }

    /// <summary>Takes a segment's numbers back.</summary>
    public void Release(Placed placed) => _blocks.AsSpan(placed.Base >> BlockBits, BlocksOf(placed.Segment)).Clear();

    private static int BlocksOf(StateSegment segment) => (segment.Table.Count >> BlockBits) + 1;

    private int FreeRun(int needed)
    {
        var free = _blocks.AsSpan(0, _used).IndexOf((Placed?)null);
        for (var start = free; start >= 0 && start + needed <= _used; start++)
        {
            var taken = _blocks.AsSpan(start, needed).IndexOfAnyExcept((Placed?)null);
            if (taken < 0)
            {
                return start;
            }

            start += taken;
        }

        return _used;
    }
}
