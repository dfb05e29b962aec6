using Microsoft.Win32.SafeHandles;

namespace DriftStream.Replay.Sources.Resuming;

/// <summary>Some bytes of a file, read by whoever likes at the same time.</summary>
internal sealed class ResumedContent(SafeFileHandle file, long start, long size) : ReadOnlyStream
{
    private long _read;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var count = RandomAccess.Read(file, buffer[..(int)Math.Min(buffer.Length, size - _read)], start + _read);
        _read += count;
        return count;
    }
}
