namespace DriftStream.Replay.Ordering;

/// <summary>Entries in a temporary file.</summary>
internal sealed class FileRun(FileRunPlace place) : ISortedRun
{
    private const int BufferSize = 1 << 16;
    private byte[] _buffer = new byte[(int)Math.Min(BufferSize, place.Length)];
    private long _read;
    private int _start;
    private int _end;
    private int _length;

    public SortEntry Current => new(CurrentBytes);

    public ReadOnlySpan<byte> CurrentBytes => _buffer.AsSpan(_start, _length);

    public bool MoveNext()
    {
        _start += _length;
        _length = 0;
        if (_start == _end && _read == place.Length)
        {
            return false;
        }

        Need(SortEntry.LengthSize);
        var length = SortEntry.LengthAt(_buffer.AsSpan(_start));
        Need(length);
        _length = length;
        return true;
    }

    private void Need(int count)
    {
        if (_end - _start >= count)
        {
            return;
        }

        var rest = _buffer.AsSpan(_start, _end - _start);
        var room = count <= _buffer.Length ? _buffer : new byte[count];
        rest.CopyTo(room);
        (_buffer, _start, _end) = (room, 0, rest.Length);
        var more = (int)Math.Min(_buffer.Length - _end, place.Length - _read);
        place.File.ReadAll(place.Offset + _read, _buffer.AsSpan(_end, more));
        (_read, _end) = (_read + more, _end + more);
    }
}

/// <summary>Where a run lies in its file.</summary>
internal sealed record FileRunPlace(TempFile File, long Offset, long Length);
