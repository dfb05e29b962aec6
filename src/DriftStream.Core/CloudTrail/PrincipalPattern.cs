namespace DriftStream.Core.CloudTrail;

/// <summary>Patterns for principals: <c>*</c> stands for anything, slashes included; upper and lower case count.</summary>
internal static class PrincipalPattern
{
    /// <summary>Whether the whole text fits the pattern. Nothing fits no text.</summary>
    public static bool Matches(string pattern, string? text)
    {
        if (text is null)
        {
            return false;
        }

        // On a mismatch only the last star has to take one character more, so the time never explodes.
        int at = 0, star = -1, taken = 0;
        var next = 0;
        while (at < text.Length)
        {
            if (next < pattern.Length && pattern[next] == '*')
            {
                star = next++;
                taken = at;
            }
            else if (next < pattern.Length && pattern[next] == text[at])
            {
                next++;
                at++;
            }
            else if (star >= 0)
            {
                next = star + 1;
                at = ++taken;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(next).TrimStart('*').IsEmpty;
    }
}
