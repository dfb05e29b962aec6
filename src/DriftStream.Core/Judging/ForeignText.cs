using System.Globalization;
using System.Text;

namespace DriftStream.Core.Judging;

/// <summary>Makes text that somebody else wrote fit to stand in a sentence: one line, visible, not too long. Escaping is the business of whoever shows it.</summary>
public static class ForeignText
{
    private const int Ellipsis = 0x2026;

    /// <summary>The text on one line: line breaks and tabs become one space, what is invisible or turns the writing direction becomes U+FFFD.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="limit">How many code points may remain; the last one is then an ellipsis.</param>
    public static string OneLine(string text, int limit)
    {
        var clean = new StringBuilder(Math.Min(text.Length, limit));
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var shown = Shown(rune);
            if (shown.Value == ' ' && rune.Value != ' ' && clean.Length > 0 && clean[^1] == ' ')
            {
                continue;
            }

            if (count == limit)
            {
                return CutBack(clean);
            }

            clean.Append(shown.ToString());
            count++;
        }

        return clean.ToString();
    }

    private static string CutBack(StringBuilder clean)
    {
        var last = char.IsLowSurrogate(clean[^1]) ? 2 : 1;
        return clean.Remove(clean.Length - last, last).Append((char)Ellipsis).ToString();
    }

    // A direction mark or a zero-width letter makes a name look like another one, so it must be seen.
    private static Rune Shown(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control => rune.Value is '\r' or '\n' or '\t' ? new Rune(' ') : Rune.ReplacementChar,
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => new Rune(' '),
        UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => Rune.ReplacementChar,
        _ => rune,
    };
}
