using System.Buffers;
using DriftStream.Core.Values;

namespace DriftStream.Ledger;

/// <summary>One walk through a record that puts a mark in place of secrets. What holds none comes back as the same object.</summary>
/// <param name="hidden">Plain names of attributes that a finding hides.</param>
/// <param name="mark">What stands in place of a value.</param>
internal sealed class MaskPass(HashSet<string> hidden, string mark)
{
    private static readonly SearchValues<string> SecretWords = SearchValues.Create(
        ["password", "passwd", "passphrase", "secret", "token", "privatekey", "apikey", "authorization", "signature", "customerkey"], StringComparison.Ordinal);

    // Names and references of secrets are no secrets, and auditors look for them.
    private static readonly string[] HarmlessEndings =
        ["arn", "arns", "id", "ids", "name", "names", "version", "status", "type", "method", "policy", "httptokens", "clienttoken", "requesttoken", "creationtoken"];

    /// <summary>Whether a member with a hidden attribute's name was met.</summary>
    public bool MetHidden { get; private set; }

    /// <summary>The name in lower case without separators, so that spellings of APIs and of Terraform meet.</summary>
    public static string Plain(string name) => string.Create(name.Count(char.IsLetterOrDigit), name, (plain, whole) =>
    {
        var length = 0;
        foreach (var letter in whole.Where(char.IsLetterOrDigit))
        {
            plain[length++] = char.ToLowerInvariant(letter);
        }
    });

    /// <summary>Whether a plain name says that its value is a secret.</summary>
    public static bool SaysSecret(ReadOnlySpan<char> plain) => plain.ContainsAny(SecretWords) && !EndsHarmlessly(plain);

    /// <summary>The value without its secrets.</summary>
    public Value Over(Value value) => value.Kind switch
    {
        ValueKind.Map => Rebuild(value, (name, member) => Member(value, name, member)),
        ValueKind.List => Rebuild(value, Over),
        _ => value,
    };

    private Value Member(Value owner, string name, Value value)
    {
        var plain = Plain(name);
        var key = plain == "value" ? KeyOf(owner) : null;
        if (IsHidden(plain) || IsHidden(key))
        {
            MetHidden = true;
            return MaskAll(value);
        }

        return SaysSecret(plain) || SaysSecret(key) ? MaskTexts(value)
            : HoldsVariables(plain, value) ? MaskVariables(value)
            : Over(value);
    }

    private bool IsHidden(string? plain) =>
        plain is not null && hidden.Any(h => plain == h || (h.Length > 5 && plain.EndsWith(h, StringComparison.Ordinal)));

    private static bool EndsHarmlessly(ReadOnlySpan<char> plain)
    {
        foreach (var end in HarmlessEndings)
        {
            if (plain.EndsWith(end, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // Tags and variables come as {"key": …, "value": …} or {"name": …, "value": …}, in several spellings.
    private static string? KeyOf(Value owner) =>
        (owner.Find("key", StringComparison.OrdinalIgnoreCase) ?? owner.Find("name", StringComparison.OrdinalIgnoreCase))?.Text is { Length: > 0 } key
            ? Plain(key)
            : null;

    private static bool HoldsVariables(string plain, Value value) =>
        plain == "environmentvariables" || (plain == "environment" && (value.Kind == ValueKind.List || !value["variables"].IsNull));

    // Names of variables stay readable, their values do not.
    private Value MaskVariables(Value variables) => variables.Kind == ValueKind.List
        ? Rebuild(variables, item => Rebuild(item, (name, member) => Plain(name) == "value" ? MaskAll(member) : member))
        : MaskAll(variables);

    // Settings about secrets are numbers and booleans (lengths, ages, switches).
    private Value MaskTexts(Value value) => value.Kind switch
    {
        ValueKind.Map => Rebuild(value, (_, member) => MaskTexts(member)),
        ValueKind.List => Rebuild(value, MaskTexts),
        ValueKind.Text => MaskAll(value),
        _ => value,
    };

    private Value MaskAll(Value value) => value.Kind switch
    {
        ValueKind.Map => Rebuild(value, (_, member) => MaskAll(member)),
        ValueKind.List => Rebuild(value, MaskAll),
        ValueKind.Number => Value.Of(mark),
        ValueKind.Text => IsRedacted(value.Text) ? value : Value.Of(mark),
        _ => value,
    };

    // AWS's redactions: ****, <sensitiveDataRemoved>, HIDDEN_DUE_TO_SECURITY_REASONS.
    private bool IsRedacted(string text) =>
        text == mark || text.All(c => c == '*') || text.StartsWith("<sensitive", StringComparison.OrdinalIgnoreCase);

    private static Value Rebuild(Value list, Func<Value, Value> change)
    {
        var items = list.Items.Select(change).ToList();
        return items.SequenceEqual(list.Items, ReferenceEqualityComparer.Instance) ? list : Value.ListOf(items);
    }

    private static Value Rebuild(Value map, Func<string, Value, Value> change)
    {
        var members = map.Members.Select(m => KeyValuePair.Create(m.Key, change(m.Key, m.Value))).ToList();
        return members.Select(m => m.Value).SequenceEqual(map.Members.Select(m => m.Value), ReferenceEqualityComparer.Instance)
            ? map
            : Value.MapOf(members);
    }
}
