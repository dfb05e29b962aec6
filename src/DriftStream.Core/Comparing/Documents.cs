using DriftStream.Core.Comparing.Kinds;
using DriftStream.Core.Values;

namespace DriftStream.Core.Comparing;

/// <summary>JSON documents inside attributes: resource and IAM policies, and others.</summary>
public static class Documents
{
    /// <summary>The document in a value: a parsed one as it is, a text that holds one (also URL-encoded) parsed; null where there is none.</summary>
    public static Value? Parse(Value value)
    {
        if (value.Kind is ValueKind.Map or ValueKind.List)
        {
            return value;
        }

        if (value.Kind != ValueKind.Text)
        {
            return null;
        }

        return ValueReader.TryReadDocument(value.Text)
            ?? (value.Text.StartsWith('%') ? ValueReader.TryReadDocument(Uri.UnescapeDataString(value.Text)) : null);
    }

    /// <summary>Whether two documents mean the same. For a policy: one value or a list of one, any order, an account id or its root ARN.</summary>
    public static bool Same(Value left, Value right)
    {
        if (Parse(left) is not { } a || Parse(right) is not { } b)
        {
            return Meaning.Same(left, right);
        }

        return IsPolicy(a) && IsPolicy(b) ? PolicyText.Of(a) == PolicyText.Of(b) : a.Kind == b.Kind && JsonText.Exact(a) == JsonText.Exact(b);
    }

    /// <summary>Whether a document is an IAM or resource policy.</summary>
    public static bool IsPolicy(Value document) => document.Kind == ValueKind.Map && document.Find("Statement", StringComparison.OrdinalIgnoreCase) is { } statement
        && (statement.Kind == ValueKind.Map || !statement.Items.Any(s => s.Find("Effect", StringComparison.OrdinalIgnoreCase) is null));
}
