using System.Globalization;
using System.Text;

namespace DriftStream.Core.Terraform.Hcl;

/// <summary>Reads quoted texts.</summary>
internal static class HclText
{
    /// <summary>What a quoted text says; null where something is interpolated.</summary>
    public static string? Unquote(ReadOnlySpan<char> quoted, HclNotation notation)
    {
        var inside = quoted[1..^1];
        var text = new StringBuilder(inside.Length);
        for (var at = 0; at < inside.Length; at++)
        {
            var letter = inside[at];
            if (letter == '\\')
            {
                at += AppendEscape(text, inside[(at + 1)..]);
                continue;
            }

            var opens = letter is '$' or '%' && inside[(at + 1)..] is ['{', ..];
            if (opens && notation == HclNotation.Native)
            {
                return null;
            }

            if (letter is '$' or '%' && inside[(at + 1)..] is [var again, '{', ..] && again == letter)
            {
                at++;
            }

            text.Append(letter);
        }

        return text.ToString();
    }

    // How many characters after the backslash were taken.
    private static int AppendEscape(StringBuilder text, ReadOnlySpan<char> rest)
    {
        var digits = rest is ['u', ..] ? 4 : rest is ['U', ..] ? 8 : 0;
        if (digits > 0 && rest.Length > digits && int.TryParse(rest[1..(digits + 1)], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            text.Append(Rune.IsValid(code) ? new Rune(code).ToString() : code <= char.MaxValue ? ((char)code).ToString() : "\uFFFD");
            return digits + 1;
        }

        if (rest.IsEmpty)
        {
            return 0;
        }

        text.Append(rest[0] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', var other => other });
        return 1;
    }
}
