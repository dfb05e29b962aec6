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

    /// <summary>Whether enough was copied, so that the rest of the archive is left alone.</summary>
    public bool IsEnough { get; set; }

    /// <summary>Begins with another archive and shows its first bytes.</summary>
    public ReadOnlySpan<byte> Open(Stream source)
    {
        (_source, _from, _to, _marks, Taken, IsEnough) = (source, 0, 0, false, 0, false);
        Fill();
        return _buffer.AsSpan(0, _to);
    }

    /// <inheritdoc/>
    public override void CopyTo(Stream destination, int bufferSize)
    {
        while (!IsEnough && (_from < _to || Fill()))
        {
            var count = Math.Min(bufferSize, _to - _from);
            Taken += _marks ? 0 : count;
            _from += count;
            destination.Write(_buffer, _from - count, count);
        }
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
            Fill();
        }

        var count = Math.Min(buffer.Length, _to - _from);
        _buffer.AsSpan(_from, count).CopyTo(buffer);
        _from += count;
        Taken += _marks ? 0 : count;
        return count;
    }

    // As much as there is room for: where a damaged file ends must not hang on how its bytes come in.
    private bool Fill()
    {
        (_from, _to) = (0, _source.ReadAtLeast(_buffer, _buffer.Length, throwOnEndOfStream: false));
        return _to > 0;
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
