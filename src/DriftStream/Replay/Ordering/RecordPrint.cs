using System.Buffers.Binary;

namespace DriftStream.Replay.Ordering;

/// <summary>A fingerprint of a record's bytes: it only puts records of one id and one time into a lasting order, so nobody gains by finding two that share it.</summary>
internal static class RecordPrint
{
    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xD6E8FEB86659FD93;

    public static UInt128 Of(ReadOnlySpan<byte> record)
    {
        var (one, other) = (First ^ (ulong)record.Length, Second);
        for (; record.Length >= 2 * sizeof(ulong); record = record[(2 * sizeof(ulong))..])
        {
            one = Mix(one ^ BinaryPrimitives.ReadUInt64LittleEndian(record), First);
            other = Mix(other ^ BinaryPrimitives.ReadUInt64LittleEndian(record[sizeof(ulong)..]), Second);
        }

        Span<byte> last = stackalloc byte[2 * sizeof(ulong)];
        last.Clear();
        record.CopyTo(last);
        one = Mix(one ^ BinaryPrimitives.ReadUInt64LittleEndian(last), Second);
        other = Mix(other ^ BinaryPrimitives.ReadUInt64LittleEndian(last[sizeof(ulong)..]), First);
        return new(Mix(one ^ other, First), Mix(one + other, Second));
    }

    private static ulong Mix(ulong one, ulong other)
    {
        var high = Math.BigMul(one, other, out var low);
        return high ^ low ^ one;
    }
}
