using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DriftStream.Replay.Scanning;

/// <summary>Looks at 64 bytes at a time: one bit for each.</summary>
internal static class Blocks
{
    /// <summary>How many bytes a block has.</summary>
    public const int Size = 64;

    /// <summary>Where a byte stands in a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ref byte block, byte value) => Of(ref block, value, 0);

    /// <summary>Where a byte stands in a block once some bits of each byte are set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ref byte block, byte value, byte set)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Vector512.Equals(Vector512.LoadUnsafe(ref block) | Vector512.Create(set), Vector512.Create(value)).ExtractMostSignificantBits();
        }

        if (Vector256.IsHardwareAccelerated)
        {
            var (wanted, bits) = (Vector256.Create(value), Vector256.Create(set));
            return Vector256.Equals(Vector256.LoadUnsafe(ref block) | bits, wanted).ExtractMostSignificantBits()
                | ((ulong)Vector256.Equals(Vector256.LoadUnsafe(ref block, 32) | bits, wanted).ExtractMostSignificantBits() << 32);
        }

        var (one, mask) = (Vector128.Create(value), Vector128.Create(set));
        return Vector128.Equals(Vector128.LoadUnsafe(ref block) | mask, one).ExtractMostSignificantBits()
            | ((ulong)Vector128.Equals(Vector128.LoadUnsafe(ref block, 16) | mask, one).ExtractMostSignificantBits() << 16)
            | ((ulong)Vector128.Equals(Vector128.LoadUnsafe(ref block, 32) | mask, one).ExtractMostSignificantBits() << 32)
            | ((ulong)Vector128.Equals(Vector128.LoadUnsafe(ref block, 48) | mask, one).ExtractMostSignificantBits() << 48);
    }

    /// <summary>Every bit is set that has an odd number of set bits at or below it: from an opening quote up to the closing one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Between(ulong quotes)
    {
        if (Pclmulqdq.IsSupported)
        {
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(quotes), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        }

        quotes ^= quotes << 1;
        quotes ^= quotes << 2;
        quotes ^= quotes << 4;
        quotes ^= quotes << 8;
        quotes ^= quotes << 16;
        return quotes ^ (quotes << 32);
    }

    /// <summary>The bytes that a backslash before them escapes: behind every other one of backslashes that follow each other.</summary>
    /// <param name="backslashes">Where backslashes stand.</param>
    /// <param name="carry">1 where the first byte is escaped by the block before; afterwards the same for the next block.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Escaped(ulong backslashes, ref ulong carry)
    {
        const ulong even = 0x5555_5555_5555_5555;
        backslashes &= ~carry;
        var behind = (backslashes << 1) | carry;

        // Adding carries from the first backslash of a row to behind its last, so that rows from odd places on change sides.
        var fromOdd = backslashes & ~even & ~behind;
        var rows = fromOdd + backslashes;
        carry = rows < fromOdd ? 1UL : 0;
        return (even ^ (rows << 1)) & behind;
    }
}
