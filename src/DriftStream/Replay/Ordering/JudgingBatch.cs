using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;

namespace DriftStream.Replay.Ordering;

/// <summary>Some records that follow each other, judged by one worker. Used over and over, so that the bytes need no new memory.</summary>
internal sealed class JudgingBatch
{
    private const int Most = 64;
    private const int MostBytes = 1 << 20;
    private readonly List<JudgingItem> _items = [];
    private byte[] _bytes = new byte[1 << 15];
    private int _used;

    /// <summary>Its records in order.</summary>
    public IReadOnlyList<JudgingItem> Items => _items;

    /// <summary>Whether it has no room for more.</summary>
    public bool IsFull => _items.Count >= Most || _used >= MostBytes;

    /// <summary>Adds one record.</summary>
    public void Add(SortEntry entry, string id, bool isRepeat, SessionBook sessions)
    {
        var payload = entry.Payload;
        if (_used + payload.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_used + payload.Length, _bytes.Length * 2));
        }

        payload.CopyTo(_bytes.AsSpan(_used));
        _items.Add(new(_used..(_used + payload.Length), entry.Tag, isRepeat, sessions) { Id = id, Ticks = entry.Ticks });
        _used += payload.Length;
    }

    /// <summary>Judges them with the book that is known now; events of other batches may yet come before them.</summary>
    public JudgingBatch Judge(JudgeDoor door, DeviationBook book, CancellationToken cancellation)
    {
        foreach (var item in _items)
        {
            cancellation.ThrowIfCancellationRequested();
            book = item.Judge(door, _bytes, book);
        }

        return this;
    }

    /// <summary>Forgets everything, to be used again.</summary>
    public void Clear()
    {
        _items.Clear();
        _used = 0;
    }
}
