using System.Buffers.Binary;
using System.Text;

namespace DriftStream.Replay.Scanning;

/// <summary>64 bits for a session's key, so that millions of openings fit into little memory. Two keys may share them, so whoever finds one reads the record.</summary>
internal static class SessionHash
{
    private const ulong First = 0xA0761D6478BD642F;
    private const ulong Second = 0xE7037ED1A0B428DB;

    /// <summary>The hash of a key as text.</summary>
    public static ulong Of(string key)
    {
        Span<byte> room = stackalloc byte[512];
        return Encoding.UTF8.TryGetBytes(key, room, out var count) ? Of(room[..count]) : Of(Encoding.UTF8.GetBytes(key));
    }

    /// <summary>The hash of a key in UTF-8.</summary>
    public static ulong Of(ReadOnlySpan<byte> key)
    {
        var hash = Mix(First ^ (ulong)key.Length, Second);
        for (; key.Length > sizeof(ulong); key = key[sizeof(ulong)..])
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(key), First);
        }

        Span<byte> rest = stackalloc byte[sizeof(ulong)];
        rest.Clear();
        key.CopyTo(rest);
        return Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(rest), Second);
    }

    private static ulong Mix(ulong one, ulong other)
    {
        var high = Math.BigMul(one, other, out var low);
        return high ^ low;
    }
}
