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
    public static ulong Of(ref byte block, byte value)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Vector512.Equals(Vector512.LoadUnsafe(ref block), Vector512.Create(value)).ExtractMostSignificantBits();
        }

        if (Vector256.IsHardwareAccelerated)
        {
            var wanted = Vector256.Create(value);
            return Vector256.Equals(Vector256.LoadUnsafe(ref block), wanted).ExtractMostSignificantBits()
                | ((ulong)Vector256.Equals(Vector256.LoadUnsafe(ref block, 32), wanted).ExtractMostSignificantBits() << 32);
        }

        var one = Vector128.Create(value);
        return Vector128.Equals(Vector128.LoadUnsafe(ref block), one).ExtractMostSignificantBits()
            | ((ulong)Vector128.Equals(Vector128.LoadUnsafe(ref block, 16), one).ExtractMostSignificantBits() << 16)
            | ((ulong)Vector128.Equals(Vector128.LoadUnsafe(ref block, 32), one).ExtractMostSignificantBits() << 32)
            | ((ulong)Vector128.Equals(Vector128.LoadUnsafe(ref block, 48), one).ExtractMostSignificantBits() << 48);
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

    /// <summary>The bytes that a backslash before them escapes. Backslashes are rare, so they are walked one by one.</summary>
    /// <param name="backslashes">Where backslashes stand.</param>
    /// <param name="carry">1 where the first byte is escaped by the block before; afterwards the same for the next block.</param>
    public static ulong Escaped(ulong backslashes, ref ulong carry)
    {
        var escaped = carry;
        carry = 0;
        for (var left = backslashes & ~escaped; left != 0;)
        {
            var at = BitOperations.TrailingZeroCount(left);
            if (at == Size - 1)
            {
                carry = 1;
                break;
            }

            escaped |= 2UL << at;
            left &= ~(3UL << at);
        }

        return escaped;
    }
}
