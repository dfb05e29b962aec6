namespace DriftStream.Replay.Ordering;

/// <summary>Writes entries one behind another into room that was kept for them.</summary>
internal sealed class RunWriting(TempFile file, long offset)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private long _offset = offset;
    private int _used;

    public void Add(ReadOnlySpan<byte> entry)
    {
        if (entry.Length > _buffer.Length - _used)
        {
            Complete();
        }

        if (entry.Length > _buffer.Length)
        {
            file.Write(_offset, entry);
            _offset += entry.Length;
            return;
        }

        entry.CopyTo(_buffer.AsSpan(_used));
        _used += entry.Length;
    }

    public void Complete()
    {
        file.Write(_offset, _buffer.AsSpan(0, _used));
        (_offset, _used) = (_offset + _used, 0);
    }
}
