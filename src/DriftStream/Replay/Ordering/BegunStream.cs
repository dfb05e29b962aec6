namespace DriftStream.Replay.Ordering;

/// <summary>A stream whose first bytes were looked at and are still to be read.</summary>
internal sealed class BegunStream : Stream
{
    private readonly Stream _inner;
    private readonly byte[] _begin;
    private int _given;

    public BegunStream(Stream inner, int most)
    {
        _inner = inner;
        var begin = new byte[most];
        _begin = begin[..inner.ReadAtLeast(begin, most, throwOnEndOfStream: false)];
    }

    /// <summary>The first bytes, fewer where there are no more.</summary>
    public ReadOnlySpan<byte> Begin => _begin;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_given == _begin.Length)
        {
            return _inner.Read(buffer);
        }

        var count = Math.Min(buffer.Length, _begin.Length - _given);
        _begin.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
