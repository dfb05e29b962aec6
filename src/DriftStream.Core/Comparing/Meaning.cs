using System.Text;
using DriftStream.Core.Values;

namespace DriftStream.Core.Comparing;

/// <summary>Equality by meaning: empty is empty however it is written, lists are without order, scalars as <see cref="Scalars"/> says.</summary>
public static class Meaning
{
    /// <summary>Null, false, zero, empty text, and lists and maps that hold nothing else: what Terraform does not tell apart.</summary>
    public static bool IsEmpty(Value value) => value.Kind switch
    {
        ValueKind.Null => true,
        ValueKind.Bool => !value.IsTrue,
        ValueKind.Number => value.Text is "0" or "0.0" or "-0",
        ValueKind.Text => value.Text.Length == 0,
        ValueKind.List => value.Items.All(IsEmpty),
        ValueKind.Map => value.Members.All(m => IsEmpty(m.Value)),
        _ => false,
    };

    /// <summary>Whether the two mean the same. A hidden value is the same as nothing.</summary>
    public static bool Same(Value left, Value right) => Same(left, right, Scalars.Same);

    /// <summary>The same, with an attribute's own idea of equal scalars and of order.</summary>
    internal static bool Same(Value left, Value right, Func<Value, Value, bool> scalars, bool isOrdered = false)
    {
        if (left.IsHidden || right.IsHidden)
        {
            return false;
        }

        // The text "false" is the truth false before that is nothing.
        if (left.IsScalar && right.IsScalar && scalars(left, right))
        {
            return true;
        }

        if (IsEmpty(left) || IsEmpty(right))
        {
            return IsEmpty(left) && IsEmpty(right);
        }

        return (left.Kind, right.Kind) switch
        {
            (ValueKind.Map, ValueKind.Map) => SameMaps(left, right, scalars),
            (ValueKind.List, ValueKind.List) => isOrdered ? SameSequence(left, right, scalars) : SameLists(left, right, scalars),
            // CloudTrail writes a list of one as the one.
            (ValueKind.List, _) => left.Items.Count == 1 && Same(left.Items[0], right, scalars),
            (_, ValueKind.List) => right.Items.Count == 1 && Same(left, right.Items[0], scalars),
            _ => false,
        };
    }

    /// <summary>A text that values of the same meaning share, as far as no reference (ARN against name) is involved: keys sorted, empties dropped, lists sorted.</summary>
    public static string Canonical(Value value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    private static bool SameMaps(Value left, Value right, Func<Value, Value, bool> scalars) =>
        left.Members.All(m => Same(m.Value, right[m.Key], scalars)) && right.Members.All(m => !left[m.Key].IsNull || IsEmpty(m.Value));

    private static bool SameSequence(Value left, Value right, Func<Value, Value, bool> scalars) =>
        left.Items.Count == right.Items.Count && left.Items.Zip(right.Items).All(pair => Same(pair.First, pair.Second, scalars));

    private static bool SameLists(Value left, Value right, Func<Value, Value, bool> scalars)
    {
        if (left.Items.Count != right.Items.Count)
        {
            return false;
        }

        // What is written alike goes first: a name may mean one of two spellings, and must not take the other's place.
        var unmatched = right.Items.ToList();
        var leftover = left.Items.Where(item => !unmatched.Remove(item)).ToList();
        foreach (var item in leftover)
        {
            var at = unmatched.FindIndex(other => Same(item, other, scalars));
            if (at < 0)
            {
                return false;
            }

            unmatched.RemoveAt(at);
        }

        return true;
    }

    private static void Append(StringBuilder text, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.List:
                text.Append('[').AppendJoin(',', value.Items.Select(Canonical).Order(StringComparer.Ordinal)).Append(']');
                break;
            case ValueKind.Map:
                var members = value.Members.Where(m => !IsEmpty(m.Value)).OrderBy(m => m.Key, StringComparer.Ordinal);
                text.Append('{').AppendJoin(',', members.Select(m => $"{m.Key}={Canonical(m.Value)}")).Append('}');
                break;
            case ValueKind.Hidden:
                text.Append("(hidden)");
                break;
            default:
                text.Append(Scalars.Canonical(value));
                break;
        }
    }
}
