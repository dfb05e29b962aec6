using System.Text;

namespace DriftStream.Replay.Scanning;

/// <summary>Whether a request may ask for a dry run, told without reading JSON.</summary>
internal static class DryRuns
{
    private static readonly byte[][] Keys = ["\"dryRun\""u8.ToArray(), "\"performCheckOnly\""u8.ToArray()];

    /// <summary>Whether it may; false is a proof that it does not.</summary>
    public static bool MayBeAsked(ReadOnlySpan<byte> request, bool mayEscape)
    {
        if (mayEscape && HasSpelledLetter(request))
        {
            return true;
        }

        var rest = request;
        for (var at = rest.IndexOf("true"u8); at >= 0; at = rest.IndexOf("true"u8))
        {
            if (IsValueOfKey(request[..(request.Length - rest.Length + at)]))
            {
                return true;
            }

            rest = rest[(at + 4)..];
        }

        return false;
    }

    // \u0074rue
    private static bool HasSpelledLetter(ReadOnlySpan<byte> request)
    {
        for (var at = request.IndexOf("\\u00"u8); at >= 0; at = request.IndexOf("\\u00"u8))
        {
            request = request[(at + 4)..];
            if (request is [>= (byte)'4' and <= (byte)'7', ..])
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsValueOfKey(ReadOnlySpan<byte> before)
    {
        before = before is [.. var unquoted, (byte)'"'] ? unquoted : before;
        if (before.TrimEnd(" \t\r\n"u8) is not [.. var key, (byte)':'])
        {
            return false;
        }

        key = key.TrimEnd(" \t\r\n"u8);
        foreach (var known in Keys)
        {
            if (key.Length >= known.Length && Ascii.EqualsIgnoreCase(key[^known.Length..], known))
            {
                return true;
            }
        }

        return false;
    }
}
