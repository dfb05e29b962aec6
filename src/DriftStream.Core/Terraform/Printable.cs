using System.Globalization;
using System.Text;

namespace DriftStream.Core.Terraform;

/// <summary>Which characters can be shown as they are: letters, marks, numbers, punctuation, symbols and the plain space.</summary>
internal static class Printable
{
    public static bool Is(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.SpaceSeparator
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator);
}
