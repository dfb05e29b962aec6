using System.Buffers;
using System.IO.Compression;

namespace DriftStream.Ledger;

/// <summary>Packs records: a CloudTrail record shrinks to about a third.</summary>
internal static class RecordArchive
{
    private const int Quality = 1;
    private const int Window = 18;

    /// <summary>The packed bytes.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> record)
    {
        // In one go: a stream would make its tables anew for each record, which takes longer than the record.
        var room = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(record.Length));
        var fits = BrotliEncoder.TryCompress(record, room, out var length, Quality, Window);
        byte[] packed = fits ? room[..length] : throw new InvalidOperationException($"A record of {record.Length} bytes could not be packed.");
        ArrayPool<byte>.Shared.Return(room);
        return packed;
    }

    /// <summary>The record as it was packed.</summary>
    public static byte[] Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var record = new MemoryStream();
        brotli.CopyTo(record);
        return record.ToArray();
    }
}
