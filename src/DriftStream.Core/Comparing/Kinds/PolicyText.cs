using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Comparing.Kinds;

/// <summary>Policies as texts that are equal where the policies allow and deny the same: orders, repetitions, one value or a list of one, the spelling of principals and actions do not count.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html</remarks>
internal static class PolicyText
{
    private const string OldestVersion = "2008-10-17";
    private const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;

    /// <summary>The policy's text; the document has to be one.</summary>
    public static string Of(Value policy)
    {
        var statements = policy.Find("Statement", AnyCase) ?? Value.Null;
        var version = policy.Find("Version", AnyCase) is { IsScalar: true, Text.Length: > 0 } told ? told.Text : OldestVersion;
        var others = policy.Members
            .Where(m => m.Key.ToLowerInvariant() is not ("statement" or "version") && !Meaning.IsEmpty(m.Value))
            .Select(m => $"{m.Key.ToLowerInvariant()}={JsonText.Exact(m.Value)}");
        return version + ";" + Joined(others) + "|" + Joined(Each(statements).Select(Statement), '|');
    }

    private static string Statement(Value statement) => "{" + Joined(statement.Members.Where(Says).Select(m => Element(m.Key.ToLowerInvariant(), m.Value)), ';') + "}";

    // A condition whose value is false says a lot; one without operators says nothing.
    private static bool Says(KeyValuePair<string, Value> element) =>
        element.Value.Kind == ValueKind.Map ? element.Value.Members.Count > 0 : !Meaning.IsEmpty(element.Value);

    private static string Element(string name, Value value) => name + "=" + name switch
    {
        "principal" or "notprincipal" => Principal(value),
        "action" or "notaction" => Set(value, s => s.ToLowerInvariant()),
        "condition" => Condition(value),
        "sid" or "effect" => Scalars.Canonical(value),
        _ => Set(value, s => s),
    };

    // "*" and {"AWS": "*"} let everybody in.
    private static string Principal(Value value) => value.Kind == ValueKind.Map
        ? Joined(value.Members.Select(m => $"{m.Key.ToLowerInvariant()}:{Set(m.Value, m.Key.Equals("AWS", AnyCase) ? Account : s => s)}"))
        : "aws:" + Set(value, s => s);

    // 111122223333 and arn:aws:iam::111122223333:root are the same principal.
    private static string Account(string principal) =>
        Arn.TryParse(principal, out var arn) && arn is { Service: "iam", Resource: "root" } ? arn.Account.ToString() : principal;

    private static string Condition(Value value) =>
        Joined(value.Members.Select(o => $"{o.Key.ToLowerInvariant()}:{{{Joined(o.Value.Members.Select(k => $"{k.Key.ToLowerInvariant()}={Set(k.Value, ValueForm(o.Key))}"))}}}"));

    // "True", true and "true" are one answer, where the operator asks for a truth.
    private static Func<string, string> ValueForm(string conditionOperator) =>
        conditionOperator.Contains("Bool", AnyCase) || conditionOperator.Equals("Null", AnyCase) ? s => s.ToLowerInvariant() : s => s;

    private static string Set(Value value, Func<string, string> form) =>
        "[" + Joined(Each(value).Select(i => i.IsScalar ? form(Scalars.Canonical(i)) : JsonText.Exact(i))) + "]";

    private static IEnumerable<Value> Each(Value value) => value.Kind == ValueKind.List ? value.Items : [value];

    private static string Joined(IEnumerable<string> parts, char separator = ',') => string.Join(separator, parts.Distinct().Order(StringComparer.Ordinal));
}
