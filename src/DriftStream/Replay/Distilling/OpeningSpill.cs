using System.Buffers.Binary;
using System.IO.Compression;

namespace DriftStream.Replay.Distilling;

/// <summary>Openings that wait on the disk until it is known whether they matter.</summary>
internal sealed class OpeningSpill : IDisposable
{
    private readonly FileStream _file;
    private readonly List<SessionLink> _links = [];
    private GZipStream? _packed;

    /// <param name="folder">Where there is space.</param>
    /// <param name="name">A name that no other spill of this run has.</param>
    public OpeningSpill(string folder, string name) => _file = new(
        Path.Combine(folder, name + SegmentWriter.UnfinishedEnding),
        FileMode.Create,
        FileAccess.ReadWrite,
        FileShare.None,
        bufferSize: 1 << 16,
        FileOptions.DeleteOnClose);

    /// <summary>What waits, as links of chains.</summary>
    public IReadOnlyList<SessionLink> Links => _links;

    /// <summary>Has one more wait.</summary>
    public void Add(SessionLink link, ReadOnlySpan<byte> record)
    {
        _packed ??= new(_file, CompressionLevel.Fastest, leaveOpen: true);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, record.Length);
        _packed.Write(length);
        _packed.Write(record);
        _links.Add(link);
    }

    /// <summary>Hands out all that wait, in their order. The bytes are only there until the next one.</summary>
    public void ForEach(Action<SessionLink, ReadOnlyMemory<byte>> each)
    {
        _packed?.Dispose();
        _file.Position = 0;
        using var unpacked = new GZipStream(_file, CompressionMode.Decompress, leaveOpen: true);
        var length = new byte[sizeof(int)];
        var record = Array.Empty<byte>();
        foreach (var link in _links)
        {
            unpacked.ReadExactly(length);
            var size = BinaryPrimitives.ReadInt32LittleEndian(length);
            record = record.Length < size ? new byte[size * 2] : record;
            unpacked.ReadExactly(record, 0, size);
            each(link, record.AsMemory(0, size));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _packed?.Dispose();
        _file.Dispose();
    }
}
