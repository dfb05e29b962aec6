using System.Globalization;
using System.Text;

namespace DriftStream.Configuration;

/// <summary>Makes text of strangers safe to print: a tag value or a file name must not move the cursor, change colours or reverse a line.</summary>
internal static class TerminalText
{
    /// <summary>The text with every control, line-breaking and direction-changing character spelt out.</summary>
    public static string Clean(string text)
    {
        if (!text.EnumerateRunes().Any(IsUnsafe))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(IsUnsafe(rune) ? Spelt(rune) : rune.ToString());
        }

        return clean.ToString();
    }

    private static bool IsUnsafe(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Spelt(Rune rune) => rune.Value switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < 0x100 => $"\\x{rune.Value:x2}",
        var other => $"\\u{{{other:x}}}",
    };
}
