using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Comparing;

/// <summary>JSON documents inside attributes: resource and IAM policies, and others.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html</remarks>
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
            ?? (value.Text.StartsWith("%7B", StringComparison.OrdinalIgnoreCase) ? ValueReader.TryReadDocument(Uri.UnescapeDataString(value.Text)) : null);
    }

    /// <summary>Whether two documents mean the same. For a policy: one value or a list of one, any order, an account id or its root ARN.</summary>
    public static bool Same(Value left, Value right)
    {
        if (Parse(left) is not { } a || Parse(right) is not { } b)
        {
            return Meaning.Same(left, right);
        }

        return IsPolicy(a) && IsPolicy(b) ? PolicyText(a) == PolicyText(b) : a.Kind == b.Kind && Exact(a) == Exact(b);
    }

    /// <summary>Whether a document is an IAM or resource policy.</summary>
    public static bool IsPolicy(Value document) => document.Kind == ValueKind.Map && document.Find("Statement", StringComparison.OrdinalIgnoreCase) is not null;

    // Two policies are equal if their canonical texts are.
    private static string PolicyText(Value policy)
    {
        var statements = policy.Find("Statement", StringComparison.OrdinalIgnoreCase) ?? Value.Null;
        IEnumerable<Value> each = statements.Kind == ValueKind.List ? statements.Items : [statements];
        var texts = each.Select(StatementText).Distinct().Order(StringComparer.Ordinal);
        var others = policy.Members
            .Where(m => !m.Key.Equals("Statement", StringComparison.OrdinalIgnoreCase) && !Meaning.IsEmpty(m.Value))
            .OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => $"{m.Key}={Exact(m.Value)}");
        return string.Join(';', others) + "|" + string.Join('|', texts);
    }

    private static string StatementText(Value statement)
    {
        var members = statement.Members
            .Where(m => !Meaning.IsEmpty(m.Value) || m.Value.Kind == ValueKind.Map)
            .Where(m => m.Value is not { Kind: ValueKind.Map, Members.Count: 0 })
            .OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => $"{m.Key}={MemberText(m.Key, m.Value)}");
        return "{" + string.Join(';', members) + "}";
    }

    private static string MemberText(string name, Value value) => name switch
    {
        "Principal" or "NotPrincipal" => PrincipalText(value),
        // Actions are compared by AWS without case.
        "Action" or "NotAction" => SetText(value, s => s.ToLowerInvariant()),
        "Condition" => ConditionText(value),
        "Sid" or "Effect" => Scalars.Canonical(value),
        _ => SetText(value, s => s),
    };

    private static string PrincipalText(Value value)
    {
        if (value.IsScalar)
        {
            return value.Text == "*" ? "AWS:[*]" : value.Text;
        }

        var kinds = value.Members
            .OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => $"{m.Key}:{SetText(m.Value, m.Key == "AWS" ? AccountRoot : s => s)}");
        return string.Join(',', kinds);
    }

    // 111122223333 and arn:aws:iam::111122223333:root are the same principal.
    private static string AccountRoot(string principal) =>
        Arn.TryParse(principal, out var arn) && arn is { Service: "iam", Resource: "root" } ? arn.Account.ToString() : principal;

    private static string ConditionText(Value value)
    {
        var operators = value.Members
            .OrderBy(o => o.Key, StringComparer.Ordinal)
            .Select(o => $"{o.Key}:{{{string.Join(',', o.Value.Members.OrderBy(k => k.Key, StringComparer.OrdinalIgnoreCase).Select(k => $"{k.Key.ToLowerInvariant()}={SetText(k.Value, s => s)}"))}}}");
        return string.Join(',', operators);
    }

    private static string SetText(Value value, Func<string, string> normalise)
    {
        IEnumerable<Value> items = value.Kind == ValueKind.List ? value.Items : [value];
        return "[" + string.Join(',', items.Select(i => i.IsScalar ? normalise(Scalars.Canonical(i)) : Exact(i)).Distinct().Order(StringComparer.Ordinal)) + "]";
    }

    // Other documents: key order and blanks do not count, list order does.
    private static string Exact(Value value) => value.Kind switch
    {
        ValueKind.Map => "{" + string.Join(',', value.Members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key}:{Exact(m.Value)}")) + "}",
        ValueKind.List => "[" + string.Join(',', value.Items.Select(Exact)) + "]",
        // AWS takes "5" for 5.
        ValueKind.Text when long.TryParse(value.Text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number) && number.ToString(System.Globalization.CultureInfo.InvariantCulture) == value.Text => value.Text,
        ValueKind.Text => "\"" + value.Text + "\"",
        _ => Scalars.Canonical(value),
    };
}
