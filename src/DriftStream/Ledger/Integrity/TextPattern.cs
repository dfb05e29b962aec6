using System.Text;

namespace DriftStream.Ledger.Integrity;

/// <summary>Patterns that people type: <c>*</c> stands for anything, and case does not count.</summary>
internal static class TextPattern
{
    /// <summary>Whether nothing is asked, or the whole text fits one of the patterns.</summary>
    public static bool Fits(IReadOnlyList<string> patterns, string? text) => patterns.Count == 0 || (text is not null && patterns.Any(pattern => Fits(pattern, text)));

    /// <summary>Whether the whole text fits the pattern.</summary>
    public static bool Fits(string pattern, string text)
    {
        // On a mismatch only the last star has to take one character more, so the time never explodes.
        int at = 0, next = 0, star = -1, taken = 0;
        while (at < text.Length)
        {
            if (next < pattern.Length && pattern[next] == '*')
            {
                star = next++;
                taken = at;
            }
            else if (next < pattern.Length && IsSame(pattern[next], text[at]))
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

    /// <summary>The pattern for SQL's <c>like … escape '~'</c>; it may let more through, as each database folds letters beyond ASCII in its own way.</summary>
    public static string Like(string pattern)
    {
        var like = new StringBuilder(pattern.Length);
        foreach (var letter in pattern)
        {
            like.Append(letter switch
            {
                '*' or > '\x7f' => "%",
                '~' or '%' or '_' => $"~{letter}",
                _ => char.ToLowerInvariant(letter).ToString(),
            });
        }

        return like.ToString();
    }

    /// <summary>Whether the pattern names one text that all databases spell alike.</summary>
    public static bool IsExact(string pattern) => !pattern.Contains('*', StringComparison.Ordinal) && Ascii.IsValid(pattern);

    private static bool IsSame(char one, char other) => one == other || char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
