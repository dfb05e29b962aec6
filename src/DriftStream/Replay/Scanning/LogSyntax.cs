namespace DriftStream.Replay.Scanning;

/// <summary>What stands around the records of a log file.</summary>
internal static class LogSyntax
{
    /// <summary>The start of every log file that CloudTrail writes.</summary>
    public static ReadOnlySpan<byte> UsualHead => "{\"Records\":["u8;

    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    /// <summary>Whether it is the usual start.</summary>
    public static bool IsUsualHead(ReadOnlySpan<byte> head) => head.SequenceEqual(UsualHead);

    /// <summary>Whether it is the start, blanks between its parts or not.</summary>
    public static bool IsHead(ReadOnlySpan<byte> head)
    {
        foreach (var part in (ReadOnlySpan<string>)["{", "\"Records\"", ":", "["])
        {
            head = head.TrimStart(Blanks);
            foreach (var letter in part)
            {
                if (head.IsEmpty || head[0] != letter)
                {
                    return false;
                }

                head = head[1..];
            }
        }

        return IsBlank(head);
    }

    /// <summary>Whether there is nothing but blanks.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExcept(Blanks);

    /// <summary>Without the blanks around it.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> bytes) => bytes.Trim(Blanks);
}
