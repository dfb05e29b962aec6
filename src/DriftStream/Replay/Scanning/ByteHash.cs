using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DriftStream.Replay.Scanning;

/// <summary>A fast hash for short texts; the same on every machine of one byte order.</summary>
internal static class ByteHash
{
    private const ulong First = 0xA0761D6478BD642F;
    private const ulong Second = 0xE7037ED1A0B428DB;

    /// <summary>64 well-mixed bits.</summary>
    public static ulong Of(ReadOnlySpan<byte> text)
    {
        ref var at = ref MemoryMarshal.GetReference(text);
        var hash = First ^ (ulong)text.Length;
        var left = text.Length;
        for (; left > sizeof(ulong); left -= sizeof(ulong))
        {
            hash = Mix(hash ^ Unsafe.ReadUnaligned<ulong>(ref at), Second);
            at = ref Unsafe.Add(ref at, sizeof(ulong));
        }

        ulong last = 0;
        for (var i = 0; i < left; i++)
        {
            last |= (ulong)Unsafe.Add(ref at, i) << (8 * i);
        }

        return Mix(hash ^ last, First);
    }

    private static ulong Mix(ulong one, ulong other)
    {
        var high = Math.BigMul(one, other, out var low);
        return high ^ low;
    }
}
