using System.Globalization;
using DriftStream.Core.Comparing.Kinds;
using DriftStream.Core.Values;

namespace DriftStream.Core.Comparing;

/// <summary>When two single values mean the same: "90" and 90, "true" and true, an ARN and its name.</summary>
internal static class Scalars
{
    /// <summary>Whether two values of an attribute mean the same, wherever the names in them live.</summary>
    public static bool Same(Value left, Value right) => Same(left, right, Subject.Unknown);

    /// <summary>Whether two values of an attribute mean the same: as texts, as references, as moments.</summary>
    public static bool Same(Value left, Value right, Subject subject) =>
        SameText(left, right) || (AreTexts(left, right) && (References.Same(left.Text, right.Text, subject) || Times.Same(left.Text, right.Text)));

    /// <summary>Whether two texts are one, where a record may have made a number or a truth of it. What the text means does not count.</summary>
    public static bool SameText(Value left, Value right)
    {
        if (left.Text == right.Text)
        {
            return true;
        }

        // Two texts that differ are two texts: version 1.10 is not 1.1.
        if ((left.Kind == ValueKind.Number || right.Kind == ValueKind.Number) && Number(left) is { } a && Number(right) is { } b)
        {
            return a == b;
        }

        return (left.Kind == ValueKind.Bool || right.Kind == ValueKind.Bool) && string.Equals(left.Text, right.Text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The text under which equal scalars are equal; for canonical forms.</summary>
    public static string Canonical(Value scalar) =>
        scalar.Kind == ValueKind.Number && Number(scalar) is { } number ? number.ToString("0.############################", CultureInfo.InvariantCulture) : scalar.Text;

    private static decimal? Number(Value value) =>
        value.Text is { Length: > 0 and < 28 } text
        && (char.IsAsciiDigit(text[0]) || text[0] == '-')
        && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        // "007" is a text, not seven.
        && (value.Kind == ValueKind.Number || text.Length == 1 || text[0] != '0' || text[1] == '.')
            ? number
            : null;

    private static bool AreTexts(Value left, Value right) => left.Kind == ValueKind.Text && right.Kind == ValueKind.Text;
}
