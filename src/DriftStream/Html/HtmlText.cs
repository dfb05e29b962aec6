using System.Text.Encodings.Web;
using System.Text.Unicode;
using DriftStream.Configuration;

namespace DriftStream.Html;

/// <summary>Makes text of strangers harmless in HTML, between tags and between double quotes.</summary>
internal static class HtmlText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The text with markup escaped, and with what is invisible or turns the writing direction spelt out.</summary>
    public static string Encode(string text) => Encoder.Encode(TerminalText.Clean(text));

    /// <summary>The text, or its beginning and how much is missing.</summary>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
        return $"{text[..end]}… ({text.Length - end:N0} more characters)";
    }
}
