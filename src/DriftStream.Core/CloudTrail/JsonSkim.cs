using System.Buffers;

namespace DriftStream.Core.CloudTrail;

/// <summary>Finds its way through bytes that a JSON reader has refused, by brackets, quotes and lines alone.</summary>
internal static class JsonSkim
{
    private static readonly SearchValues<byte> Brackets = SearchValues.Create("{}[]\""u8);
    private static readonly SearchValues<byte> Quotes = SearchValues.Create("\"\\\n"u8);
    private static readonly SearchValues<byte> WordEnds = SearchValues.Create(",]}:[{\" \t\r\n"u8);

    /// <summary>The first position from here on that is not white space.</summary>
    public static int SkipBlanks(ReadOnlySpan<byte> bytes, int position)
    {
        var blank = bytes[position..].IndexOfAnyExcept(" \t\r\n"u8);
        return blank < 0 ? bytes.Length : position + blank;
    }

    /// <summary>Where the value that starts here ends, or -1 where it does not end.</summary>
    public static int EndOf(ReadOnlySpan<byte> bytes, int start)
    {
        switch (bytes[start])
        {
            case (byte)'"':
                return EndOfString(bytes, start);
            case (byte)'{' or (byte)'[':
                return EndOfBrackets(bytes, start);
            default:
                var length = bytes[start..].IndexOfAny(WordEnds);
                return length < 0 ? bytes.Length : length == 0 ? -1 : start + length;
        }
    }

    /// <summary>The first line after this position that opens an object or a list; the end where none does.</summary>
    public static int NextJsonLine(ReadOnlySpan<byte> bytes, int position)
    {
        while (true)
        {
            var line = bytes[position..].IndexOf((byte)'\n');
            if (line < 0 || position + line + 1 >= bytes.Length)
            {
                return bytes.Length;
            }

            position += line + 1;
            if (bytes[position] is (byte)'{' or (byte)'[')
            {
                return position;
            }
        }
    }

    private static int EndOfBrackets(ReadOnlySpan<byte> bytes, int position)
    {
        var depth = 0;
        while (true)
        {
            var step = bytes[position..].IndexOfAny(Brackets);
            if (step < 0)
            {
                return -1;
            }

            position += step;
            if (bytes[position] == '"')
            {
                position = EndOfString(bytes, position);
                if (position < 0)
                {
                    return -1;
                }

                continue;
            }

            depth += bytes[position++] is (byte)'{' or (byte)'[' ? 1 : -1;
            if (depth == 0)
            {
                return position;
            }
        }
    }

    // A JSON string cannot hold a bare line feed, so one means that its end is missing.
    private static int EndOfString(ReadOnlySpan<byte> bytes, int start)
    {
        var position = start + 1;
        while (position < bytes.Length)
        {
            var step = bytes[position..].IndexOfAny(Quotes);
            if (step < 0 || bytes[position + step] == '\n')
            {
                return -1;
            }

            position += step;
            if (bytes[position] == '"')
            {
                return position + 1;
            }

            position += 2;
        }

        return -1;
    }
}
