using System.Text;
using System.Text.RegularExpressions;
using DriftStream.Core.Comparing;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.Waf;

/// <summary>A rule of a web ACL or rule group as a call sends it. Its statements nest deeper than any schema, so names alone say what is what.</summary>
internal static partial class SentRule
{
    /// <summary>The rule in Terraform's words. A block that says everything by being there, like <c>block {}</c>, is written as true.</summary>
    public static Value InTerraform(Value sent) => Value.MapOf(sent.Members.Select(m => KeyValuePair.Create(Name(m.Key, m.Value), Inner(m.Key, m.Value))));

    /// <summary>Whether what the state holds and what was sent mean the same.</summary>
    public static bool IsSame(Value held, Value sent) => Canonical(held) == Canonical(sent);

    private static Value Inner(string name, Value value) => value switch
    {
        { Kind: ValueKind.Map, Members.Count: 0 } => Value.True,
        { Kind: ValueKind.Map } => Value.ListOf(InTerraform(value)),
        { Kind: ValueKind.List } => Value.ListOf(value.Items.Select(i => i.Kind == ValueKind.Map ? InTerraform(i) : i)),
        { Kind: ValueKind.Text } when name is "searchString" => Value.Of(Decoded(value.Text)),
        _ => value,
    };

    // Blocks are called by the one that each of them is; lists of values keep their name.
    private static string Name(string member, Value value)
    {
        var name = WordEnd().Replace(char.ToUpperInvariant(member[0]) + member[1..], "_").ToLowerInvariant().Replace("cloud_watch", "cloudwatch", StringComparison.Ordinal);
        var isBlocks = value.Kind == ValueKind.List && value.Items.Any(i => i.Kind == ValueKind.Map) && name != "managed_rule_group_configs";
        return (isBlocks || name is "insert_headers" or "response_headers") && name.EndsWith('s') ? name[..^1] : name;
    }

    // A block and a list of one block, an absent one and an empty list are the same; an empty block is not an absent one.
    private static string Canonical(Value value) => value.Kind switch
    {
        ValueKind.Map when value.Members.Where(m => !IsAbsent(m.Value)).ToList() is { Count: > 0 } present =>
            "{" + string.Join(',', present.Select(m => $"{Plain(m.Key)}={Canonical(m.Value)}").Order(StringComparer.Ordinal)) + "}",
        ValueKind.Map => "true",
        ValueKind.List when value.Items is [{ Kind: ValueKind.Map } only] => Canonical(only),
        ValueKind.List => "[" + string.Join(',', value.Items.Select(Canonical).Order(StringComparer.Ordinal)) + "]",
        _ => Scalars.Canonical(value).ToLowerInvariant(),
    };

    private static bool IsAbsent(Value value) => value.Kind switch
    {
        ValueKind.Null => true,
        ValueKind.List => value.Items.Count == 0,
        ValueKind.Map => false,
        _ => Meaning.IsEmpty(value),
    };

    private static string Plain(string name)
    {
        var plain = name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
        return plain.EndsWith('s') ? plain[..^1] : plain;
    }

    // The API takes bytes, which JSON carries as base64.
    private static string Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) && count > 0 && bytes.AsSpan(0, count).IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0
            ? Encoding.ASCII.GetString(bytes, 0, count)
            : text;
    }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex WordEnd();
}
