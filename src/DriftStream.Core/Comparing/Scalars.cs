using System.Globalization;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Comparing;

/// <summary>When two single values mean the same: "90" and 90, "true" and true, an ARN and its name.</summary>
internal static class Scalars
{
    public static bool Same(Value left, Value right)
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

        if (left.Kind == ValueKind.Bool || right.Kind == ValueKind.Bool)
        {
            return string.Equals(left.Text, right.Text, StringComparison.OrdinalIgnoreCase);
        }

        return SameReference(left.Text, right.Text) || SameTime(left.Text, right.Text);
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

    // One of the two an ARN: Terraform stores a role's ARN where the call named the role, and the other way round.
    private static bool SameReference(string left, string right) =>
        left.StartsWith("arn:", StringComparison.Ordinal) != right.StartsWith("arn:", StringComparison.Ordinal) && Identifiers.Same(left, right);

    private static bool SameTime(string left, string right) =>
        left.Length >= 16 && right.Length >= 16 && left[4] == '-' && right[4] == '-'
        && DateTimeOffset.TryParse(left, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var a)
        && DateTimeOffset.TryParse(right, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var b)
        && a == b;
}
