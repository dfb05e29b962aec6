using System.IO.Compression;

namespace DriftStream.Replay.Ordering;

/// <summary>Reads some places of a content again, from its beginning on. What is packed is unpacked.</summary>
internal sealed class PlaceReader
{
    private const int BufferSize = 1 << 16;
    private readonly Stream _content;
    private readonly byte[] _passed = new byte[BufferSize];
    private long _at;

    public PlaceReader(Stream content)
    {
        var begun = new BegunStream(content, most: 2);
        _content = GzipContent.IsGzip(begun.Begin) ? new GZipStream(begun, CompressionMode.Decompress) : begun;
    }

    /// <summary>The bytes at that place, which lies behind all that were asked for before.</summary>
    /// <exception cref="EndOfStreamException">The content is not as long as it was.</exception>
    public byte[] Read(long offset, int length)
    {
        while (_at < offset)
        {
            var count = _content.Read(_passed, 0, (int)Math.Min(BufferSize, offset - _at));
            _at += count > 0 ? count : throw new EndOfStreamException("it is shorter than it was a moment ago");
        }

        var bytes = new byte[length];
        _content.ReadExactly(bytes);
        _at += length;
        return bytes;
    }
}
