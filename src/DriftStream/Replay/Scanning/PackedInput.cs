namespace DriftStream.Replay.Scanning;

/// <summary>What an archive is read from: counts its bytes, lets the first be looked at, and can put the mark of a whole file behind the last.</summary>
internal sealed class PackedInput : Stream
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private Stream _source = Null;
    private int _from;
    private int _to;
    private bool _marks;

    /// <summary>How many bytes of the archive were handed out.</summary>
    public long Taken { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => Taken;
        set => throw new NotSupportedException();
    }

    /// <summary>Begins with another archive and shows its first bytes.</summary>
    public ReadOnlySpan<byte> Open(Stream source)
    {
        (_source, _from, _to, _marks, Taken) = (source, 0, 0, false, 0);
        while (_to < 2 && source.Read(_buffer, _to, _buffer.Length - _to) is > 0 and var count)
        {
            _to += count;
        }

        return _buffer.AsSpan(0, _to);
    }

    /// <summary>Goes on with the mark of a whole file where the archive has ended.</summary>
    public void PutMark()
    {
        GzipContent.PackedEndMark.CopyTo(_buffer);
        (_source, _from, _to, _marks) = (Null, 0, GzipContent.PackedEndMark.Length, true);
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_from == _to)
        {
            (_from, _to) = (0, _source.Read(_buffer));
        }

        var count = Math.Min(buffer.Length, _to - _from);
        _buffer.AsSpan(_from, count).CopyTo(buffer);
        _from += count;
        Taken += _marks ? 0 : count;
        return count;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
