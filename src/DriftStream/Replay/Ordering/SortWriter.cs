namespace DriftStream.Replay.Ordering;

/// <summary>Takes entries in any order. For one thread at a time; its sort knows how much it may hold.</summary>
internal sealed class SortWriter(TempFile file, int capacity)
{
    private const int FirstBlock = 1 << 14;
    private readonly List<FileRunPlace> _places = [];
    private byte[] _block = [];
    private SortItem[] _items = [];
    private int _used;
    private int _count;

    /// <summary>The runs that went to the file.</summary>
    public IReadOnlyList<FileRunPlace> Places => _places;

    /// <summary>How many entries it took.</summary>
    public long Taken { get; private set; }

    /// <summary>Adds an entry.</summary>
    public void Add(SortKey key, int tag, ReadOnlySpan<byte> payload)
    {
        Taken++;
        var length = SortEntry.LengthOf(key, payload.Length);
        if (_used + length > capacity && _count > 0)
        {
            Spill();
        }

        if (_used + length > _block.Length)
        {
            Array.Resize(ref _block, Math.Max(_used + length, Math.Min(capacity, Math.Max(FirstBlock, _block.Length * 8))));
        }

        if (_count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(64, _count * 2));
        }

        SortEntry.Write(_block.AsSpan(_used, length), key, tag, payload);
        _items[_count++] = new(key.Ticks, _used);
        _used += length;
    }

    /// <summary>What is still in memory, in order. The writer takes no more from here on.</summary>
    public MemoryRun Rest()
    {
        Sort();
        return new(_block.AsMemory(0, _used), _items.AsMemory(0, _count));
    }

    private void Sort() => _items.AsSpan(0, _count).Sort(new ByEntry(_block));

    private void Spill()
    {
        Sort();
        var offset = file.Reserve(_used);
        _places.Add(new(file, offset, _used));
        var writing = new RunWriting(file, offset);
        foreach (var item in _items.AsSpan(0, _count))
        {
            writing.Add(item.In(_block));
        }

        writing.Complete();
        (_used, _count) = (0, 0);
    }

    private readonly struct ByEntry(byte[] block) : IComparer<SortItem>
    {
        public int Compare(SortItem x, SortItem y) => x.Ticks != y.Ticks
            ? x.Ticks.CompareTo(y.Ticks)
            : new SortEntry(x.In(block)).CompareTo(new(y.In(block)));
    }
}
