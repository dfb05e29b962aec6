namespace DriftStream.Replay.Scanning;

/// <summary>Hands on what is written into it: the array and how many of its first bytes count. They are only there until the call returns.</summary>
internal sealed class TakingStream(Action<byte[], int> take) : Stream
{
    private byte[] _copy = [];

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        if (offset == 0)
        {
            take(buffer, count);
        }
        else
        {
            Write(buffer.AsSpan(offset, count));
        }
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_copy.Length < buffer.Length)
        {
            _copy = new byte[buffer.Length];
        }

        buffer.CopyTo(_copy);
        take(_copy, buffer.Length);
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
