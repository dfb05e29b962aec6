namespace DriftStream.Replay.Ordering;

/// <summary>The entries that one writer still has in memory.</summary>
internal sealed class MemoryRun(EntryPieces entries, ReadOnlyMemory<SortItem> items) : ISortedRun
{
    private int _at = -1;

    public SortEntry Current => new(CurrentBytes);

    public ReadOnlySpan<byte> CurrentBytes => items.Span[_at].In(entries);

    public bool MoveNext() => ++_at < items.Length;
}

/// <summary>Where an entry begins, with the first part of its key, which most often decides.</summary>
internal readonly record struct SortItem(long Ticks, int Piece, int Offset)
{
    /// <summary>The entry's bytes.</summary>
    public ReadOnlySpan<byte> In(EntryPieces entries)
    {
        var piece = entries.Of(Piece).AsSpan(Offset);
        return piece[..SortEntry.LengthAt(piece)];
    }
}
