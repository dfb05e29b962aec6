using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DriftStream.Core.Values;

/// <summary>
/// Steps over JSON values and proves on the way that a JSON reader takes them as well. It keeps nothing of what it passes, so it is several
/// times as fast as one; whatever it is not sure of is left to the reader.
/// </summary>
internal static class SoundJson
{
    /// <summary>What is told of bytes that are no JSON, or of which only a JSON reader can tell.</summary>
    public const int Doubtful = -1;

    // A bit of a word for each of them.
    private const int Deepest = 64;
    private const int HexDigits = 4;

    /// <summary>Where the value that starts here ends, or <see cref="Doubtful"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int EndOf(ReadOnlySpan<byte> json, int at)
    {
        // Of the objects and lists that are open, the innermost lowest: whether it is an object.
        var (objects, depth) = (0UL, 0);
        while (at >= 0 && at < json.Length)
        {
            if (json[at] is (byte)'{' or (byte)'[')
            {
                objects = (objects << 1) | (json[at] == '{' ? 1UL : 0);
                at = ++depth > Deepest ? json.Length : SkipBlanks(json, at + 1);
                if (at >= json.Length || json[at] != ClosingOf(objects))
                {
                    at = (objects & 1) != 0 ? BehindName(json, at) : at;
                    continue;
                }
            }
            else
            {
                at = json[at] == '"' ? EndOfText(json, at) : EndOfWord(json, at);
            }

            for (; at >= 0 && depth > 0; at++, depth--, objects >>= 1)
            {
                at = SkipBlanks(json, at);
                if (at >= json.Length || json[at] != ClosingOf(objects))
                {
                    break;
                }
            }

            if (depth == 0)
            {
                return at;
            }

            at = at >= 0 && at < json.Length && json[at] == ',' ? SkipBlanks(json, at + 1) : Doubtful;
            at = (objects & 1) != 0 && at >= 0 ? BehindName(json, at) : at;
        }

        return Doubtful;
    }

    /// <summary>Where the text that starts here, on its quote, ends, or <see cref="Doubtful"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int EndOfText(ReadOnlySpan<byte> json, int at)
    {
        if (at + Vector256<byte>.Count < json.Length)
        {
            var marks = MarksIn(json, at + 1);
            var end = at + 1 + BitOperations.TrailingZeroCount(marks);
            if (marks != 0 && json[end] == '"')
            {
                return end + 1;
            }
        }

        return EndOfLongText(json, at + 1);
    }

    /// <summary>The first position from here on that is not white space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SkipBlanks(ReadOnlySpan<byte> json, int at) => at < json.Length && json[at] <= ' ' ? SkipSomeBlanks(json, at) : at;

    /// <summary>Where the value begins of the member whose name starts here, or <see cref="Doubtful"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int BehindName(ReadOnlySpan<byte> json, int at)
    {
        at = at < json.Length && json[at] == '"' ? EndOfText(json, at) : Doubtful;
        at = at >= 0 ? SkipBlanks(json, at) : json.Length;
        return at < json.Length && json[at] == ':' ? SkipBlanks(json, at + 1) : Doubtful;
    }

    private static byte ClosingOf(ulong objects) => (objects & 1) != 0 ? (byte)'}' : (byte)']';

    private static int SkipSomeBlanks(ReadOnlySpan<byte> json, int at)
    {
        while (at < json.Length && json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    // What ends a text, begins an escape, or must not stand in a text.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint MarksIn(ReadOnlySpan<byte> json, int at)
    {
        var letters = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(json), (nuint)at);
        return (Vector256.Equals(letters, Vector256.Create((byte)'"')) | Vector256.Equals(letters, Vector256.Create((byte)'\\'))
            | Vector256.LessThan(letters, Vector256.Create((byte)' '))).ExtractMostSignificantBits();
    }

    private static int EndOfLongText(ReadOnlySpan<byte> json, int at)
    {
        while (at >= 0 && at < json.Length)
        {
            if (at + Vector256<byte>.Count <= json.Length && MarksIn(json, at) == 0)
            {
                at += Vector256<byte>.Count;
            }
            else if (json[at] == '"')
            {
                return at + 1;
            }
            else
            {
                at = json[at] == '\\' ? EndOfEscape(json, at) : json[at] < ' ' ? Doubtful : at + 1;
            }
        }

        return Doubtful;
    }

    private static int EndOfEscape(ReadOnlySpan<byte> json, int at) => at + 1 >= json.Length ? Doubtful : json[at + 1] switch
    {
        (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t' => at + 2,
        (byte)'u' when at + 2 + HexDigits <= json.Length && AreHexDigits(json.Slice(at + 2, HexDigits)) => at + 2 + HexDigits,
        _ => Doubtful,
    };

    private static bool AreHexDigits(ReadOnlySpan<byte> letters)
    {
        foreach (var letter in letters)
        {
            if (!char.IsAsciiHexDigit((char)letter))
            {
                return false;
            }
        }

        return true;
    }

    private static int EndOfWord(ReadOnlySpan<byte> json, int at) => json[at] switch
    {
        (byte)'t' => json[at..].StartsWith("true"u8) ? at + 4 : Doubtful,
        (byte)'f' => json[at..].StartsWith("false"u8) ? at + 5 : Doubtful,
        (byte)'n' => json[at..].StartsWith("null"u8) ? at + 4 : Doubtful,
        _ => EndOfNumber(json, at),
    };

    // An exponent is left to the reader: where it begins stands neither a comma nor a bracket.
    private static int EndOfNumber(ReadOnlySpan<byte> json, int at)
    {
        var first = json[at] == '-' ? at + 1 : at;
        var end = EndOfDigits(json, first);
        if (end == first || (json[first] == '0' && end > first + 1))
        {
            return Doubtful;
        }

        if (end >= json.Length || json[end] != '.')
        {
            return end;
        }

        var fraction = EndOfDigits(json, end + 1);
        return fraction > end + 1 ? fraction : Doubtful;
    }

    private static int EndOfDigits(ReadOnlySpan<byte> json, int at)
    {
        while (at < json.Length && char.IsAsciiDigit((char)json[at]))
        {
            at++;
        }

        return at;
    }
}
