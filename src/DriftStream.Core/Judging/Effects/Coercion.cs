using DriftStream.Core.Catalog;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Effects;

/// <summary>Gives an event's value the type that Terraform's attribute has.</summary>
internal static class Coercion
{
    private static readonly string[] KeyNames = ["key", "name", "tagkey", "parametername"];
    private static readonly string[] ValueNames = ["value", "tagvalue", "parametervalue", "values"];

    /// <summary>The value as the attribute would hold it.</summary>
    public static Value To(AttributeFacts? facts, Value value)
    {
        if (value.IsHidden || facts is not { IsTypeKnown: true })
        {
            return value;
        }

        return facts.Kind switch
        {
            AttributeKind.Bool => ToBool(value),
            AttributeKind.Integer or AttributeKind.Float => ToNumber(value),
            AttributeKind.Text => ToText(value),
            AttributeKind.Map => ToMap(value),
            AttributeKind.List or AttributeKind.Set => facts.Nested.Count > 0 ? ToBlocks(facts, value) : ToList(value),
            AttributeKind.Object => facts.Nested.Count > 0 && value.Kind == ValueKind.Map ? ToBlock(facts, value) : value,
            _ => value,
        };
    }

    /// <summary>The value with its single values in the types of their attributes; its shape stays.</summary>
    public static Value Leaves(AttributeFacts? facts, Value value) => IsTyped(facts, value) ? value : value.Kind switch
    {
        ValueKind.List => Value.ListOf(value.Items.Select(i => Leaves(facts, i))),
        ValueKind.Map => Value.MapOf(value.Members.Select(m => KeyValuePair.Create(m.Key, Leaves(facts!.Nested.GetValueOrDefault(m.Key), m.Value)))),
        _ => To(facts, value),
    };

    private static bool IsTyped(AttributeFacts? facts, Value value)
    {
        if (facts is not { IsTypeKnown: true })
        {
            return true;
        }

        switch (value.Kind)
        {
            case ValueKind.Text or ValueKind.Number or ValueKind.Bool:
                return facts.Kind switch
                {
                    AttributeKind.Bool => value.Kind == ValueKind.Bool,
                    AttributeKind.Integer or AttributeKind.Float => value.Kind == ValueKind.Number && !value.Text.Contains('.', StringComparison.Ordinal),
                    AttributeKind.Text => value.Kind == ValueKind.Text,
                    _ => true,
                };
            case ValueKind.List when facts.Nested.Count > 0:
                return value.Items.All(i => IsTyped(facts, i));
            case ValueKind.Map when facts.Nested.Count > 0:
                return value.Members.All(m => IsTyped(facts.Nested.GetValueOrDefault(m.Key), m.Value));
            default:
                return true;
        }
    }

    /// <summary>A map from a map or from a list of key and value pairs, whatever these are called. Scalars keep the record's kind, which says whether it may have been another text.</summary>
    public static Value ToMap(Value value)
    {
        var plain = RequestMembers.Unwrap(value);
        if (plain.Kind == ValueKind.List)
        {
            return Value.MapOf(plain.Items.Select(Pair).OfType<KeyValuePair<string, Value>>());
        }

        return Pair(plain) is { } single
            ? Value.MapOf([single])
            : plain.Kind == ValueKind.Map ? plain : Value.EmptyMap;
    }

    private static KeyValuePair<string, Value>? Pair(Value item)
    {
        var key = item.Members.FirstOrDefault(m => KeyNames.Contains(m.Key.ToLowerInvariant()));
        if (key.Key is null || !key.Value.IsScalar || item.Members.Count > 3)
        {
            return null;
        }

        var value = item.Members.FirstOrDefault(m => ValueNames.Contains(m.Key.ToLowerInvariant()));
        return value.Key is null && item.Members.Count > 1
            ? null
            : KeyValuePair.Create(key.Value.Text, value.Value is null or { IsNull: true } ? Value.Of("") : value.Value);
    }

    private static Value ToBool(Value value) => value.Text.ToLowerInvariant() switch
    {
        "true" or "enabled" or "on" => Value.True,
        "false" or "disabled" or "off" or "suspended" => Value.False,
        _ => value,
    };

    private static Value ToText(Value value) => value switch
    {
        { Kind: ValueKind.Number or ValueKind.Bool } => Value.Of(value.Text),
        { Items: [var item] } when Only(item) is { IsScalar: true } only => Value.Of(only.Text),
        _ => value,
    };

    private static Value ToNumber(Value value) =>
        value.Kind == ValueKind.Text && decimal.TryParse(value.Text, System.Globalization.NumberStyles.Float, null, out _) ? Value.NumberOf(Canonical(value.Text)) : value.Kind == ValueKind.Number ? Value.NumberOf(Canonical(value.Text)) : value;

    private static string Canonical(string number) => Comparing.Scalars.Canonical(Value.NumberOf(number));

    private static Value ToList(Value value) => Value.ListOf(Each(value).Items.Select(i => Account(Only(i))));

    // Twelve digits are an account, which Terraform writes as text.
    private static Value Account(Value item) => item is { Kind: ValueKind.Number, Text.Length: 12 } ? Value.Of(item.Text) : item;

    private static Value Each(Value value) => value switch
    {
        { Kind: ValueKind.List } list => Value.ListOf(list.Items.Where(i => !i.IsNull && !(i.IsScalar && i.Text.Length == 0))),
        { Kind: ValueKind.Null } or { Kind: ValueKind.Text, Text.Length: 0 } or { Kind: ValueKind.Map, Members.Count: 0 } => Value.EmptyList,
        { Kind: ValueKind.Text } text when IsJoined(text.Text) => Value.ListOf(text.Text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Value.Of)),
        _ => Value.ListOf(value),
    };

    // Auto Scaling writes the subnets as one text: subnet-1,subnet-2.
    private static bool IsJoined(string text) => text.Contains(',', StringComparison.Ordinal) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is ',' or '-' or '_');

    // A list of texts may come as a list of objects with one member: instances[].instanceId.
    private static Value Only(Value item) => item is { Kind: ValueKind.Map, Members: [{ Value.IsScalar: true } only] } ? only.Value : item;

    private static Value ToBlocks(AttributeFacts facts, Value value) => Value.ListOf(Each(value).Items.Select(i => i.Kind == ValueKind.Map ? ToBlock(facts, i) : i));

    // A member of the API is the attribute that has its name in Terraform's spelling.
    private static Value ToBlock(AttributeFacts facts, Value value) => Value.MapOf(
        from nested in facts.Nested
        let found = RequestMembers.Find(value, nested.Key.Replace("_", "", StringComparison.Ordinal))
        where found.Count > 0
        select KeyValuePair.Create(nested.Key, To(nested.Value, found[0].Value)));
}
