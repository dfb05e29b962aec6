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
        while (_end < count)
        {
            var most = (int)Math.Min(_buffer.Length - _end, place.Length - _read);
            var got = place.File.Read(place.Offset + _read, _buffer.AsSpan(_end, most));
            if (got == 0)
            {
                throw new EndOfStreamException("a temporary file ends before what was written into it");
            }

            (_read, _end) = (_read + got, _end + got);
        }
    }
}

/// <summary>Where a run lies in its file.</summary>
internal sealed record FileRunPlace(TempFile File, long Offset, long Length);
