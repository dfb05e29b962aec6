using System.Text;
using System.Text.Json;

namespace DriftStream.Core.Terraform;

/// <summary>Text out of a state, made fit for a message: a hostile file must not steer a terminal or fill a screen.</summary>
internal static class Shown
{
    private const int Longest = 200;

    public static string Text(string text)
    {
        var shown = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= Longest)
            {
                return shown.Append('…').ToString();
            }

            shown.Append(Printable.Is(rune) ? rune.ToString() : "?");
        }

        return shown.ToString();
    }

    public static string Kind(JsonTokenType kind) => kind switch
    {
        JsonTokenType.StartArray => "a list",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.String => "text",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };
}
