using System.Buffers;

namespace DriftStream.Replay.Ordering;

/// <summary>Takes entries in any order. For one thread at a time; its sort knows how much it may hold.</summary>
internal sealed class SortWriter(TempFile file, int capacity) : IDisposable
{
    private readonly EntryPieces _entries = new();
    private readonly List<FileRunPlace> _places = [];
    private SortItem[] _items = [];
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
        if (_entries.Used + length > capacity && _count > 0)
        {
            Spill();
        }

        if (_count == _items.Length)
        {
            Grow();
        }

        var (piece, offset) = _entries.Reserve(length);
        SortEntry.Write(_entries.Of(piece).AsSpan(offset, length), key, tag, payload);
        _items[_count++] = new(key.Ticks, piece, offset);
    }

    /// <summary>What is still in memory, in order. The writer takes no more from here on.</summary>
    public MemoryRun Rest()
    {
        Sort();
        return new(_entries, _items.AsMemory(0, _count));
    }

    public void Dispose()
    {
        _entries.Dispose();
        ArrayPool<SortItem>.Shared.Return(_items);
        (_items, _count) = ([], 0);
    }

    private void Grow()
    {
        var more = ArrayPool<SortItem>.Shared.Rent(Math.Max(64, _count * 2));
        _items.AsSpan(0, _count).CopyTo(more);
        ArrayPool<SortItem>.Shared.Return(_items);
        _items = more;
    }

    private void Sort() => _items.AsSpan(0, _count).Sort(new ByEntry(_entries));

    private void Spill()
    {
        Sort();
        var offset = file.Reserve(_entries.Used);
        _places.Add(new(file, offset, _entries.Used));
        var writing = new RunWriting(file, offset);
        foreach (var item in _items.AsSpan(0, _count))
        {
            writing.Add(item.In(_entries));
        }

        writing.Complete();
        _entries.Clear();
        _count = 0;
    }

    private readonly struct ByEntry(EntryPieces entries) : IComparer<SortItem>
    {
        public int Compare(SortItem x, SortItem y) => x.Ticks != y.Ticks
            ? x.Ticks.CompareTo(y.Ticks)
            : new SortEntry(x.In(entries)).CompareTo(new(y.In(entries)));
    }
}
