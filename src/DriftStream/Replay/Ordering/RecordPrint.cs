using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DriftStream.Replay.Ordering;

/// <summary>A fingerprint of a record's bytes.</summary>
internal static class RecordPrint
{
    public static UInt128 Of(ReadOnlySpan<byte> record)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(record, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
