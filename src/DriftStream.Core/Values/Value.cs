using System.Globalization;

namespace DriftStream.Core.Values;

/// <summary>One immutable JSON-like value out of an event or a state; compared here by structure, in Comparing by meaning.</summary>
public sealed class Value : IEquatable<Value>
{
    private static readonly KeyValuePair<string, Value>[] NoMembers = [];

    // A text, the elements of a list or the members of a map, as the kind says.
    private readonly object? _content;

    private Value(ValueKind kind, object? content = null)
    {
        Kind = kind;
        _content = content;
    }

    /// <summary>JSON null, and what every absent member reads as.</summary>
    public static Value Null { get; } = new(ValueKind.Null);

    /// <summary>true.</summary>
    public static Value True { get; } = new(ValueKind.Bool, "true");

    /// <summary>false.</summary>
    public static Value False { get; } = new(ValueKind.Bool, "false");

    /// <summary>A value that exists and must not or cannot be shown.</summary>
    public static Value Hidden { get; } = new(ValueKind.Hidden);

    /// <summary>A list without elements.</summary>
    public static Value EmptyList { get; } = new(ValueKind.List, Array.Empty<Value>());

    /// <summary>A map without members.</summary>
    public static Value EmptyMap { get; } = new(ValueKind.Map, NoMembers);

    /// <summary>Which kind of value this is; the other members make sense by it.</summary>
    public ValueKind Kind { get; }

    /// <summary>The text of a text, number or boolean as written; empty for the other kinds.</summary>
    public string Text => _content as string ?? "";

    /// <summary>True only for the boolean true.</summary>
    public bool IsTrue => Kind == ValueKind.Bool && Text == "true";

    /// <summary>True for the boolean true and for the text: some protocols write truths as texts.</summary>
    public bool SaysTrue => IsTrue || (Kind == ValueKind.Text && string.Equals(Text, "true", StringComparison.OrdinalIgnoreCase));

    /// <summary>True for null.</summary>
    public bool IsNull => Kind == ValueKind.Null;

    /// <summary>True where the value is hidden.</summary>
    public bool IsHidden => Kind == ValueKind.Hidden;

    /// <summary>True for text, number and boolean.</summary>
    public bool IsScalar => Kind is ValueKind.Text or ValueKind.Number or ValueKind.Bool;

    /// <summary>The elements of a list; empty for the other kinds.</summary>
    public IReadOnlyList<Value> Items => _content as Value[] ?? [];

    /// <summary>The members of a map in written order; empty for the other kinds.</summary>
    public IReadOnlyList<KeyValuePair<string, Value>> Members => MemberArray;

    /// <summary>The member with exactly this name, or <see cref="Null"/>.</summary>
    public Value this[string name] => Find(name, StringComparison.Ordinal) ?? Null;

    private KeyValuePair<string, Value>[] MemberArray => _content as KeyValuePair<string, Value>[] ?? NoMembers;

    /// <summary>A text value.</summary>
    public static Value Of(string text) => new(ValueKind.Text, text);

    /// <summary>A boolean value.</summary>
    public static Value Of(bool flag) => flag ? True : False;

    /// <summary>A whole number.</summary>
    public static Value Of(long number) => new(ValueKind.Number, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number as it was written, e.g. <c>86400.0</c>.</summary>
    public static Value NumberOf(string literal) => new(ValueKind.Number, literal);

    /// <summary>A list of these elements.</summary>
    public static Value ListOf(params IEnumerable<Value> items) => Owning([.. items]);

    /// <summary>A map of these members, order kept. Of members with the same name the last one counts.</summary>
    public static Value MapOf(params IEnumerable<KeyValuePair<string, Value>> members) => Owning([.. members]);

    /// <summary>A map of these members, order kept.</summary>
    public static Value MapOf(params (string Name, Value Value)[] members) =>
        MapOf(members.Select(m => KeyValuePair.Create(m.Name, m.Value)));

    /// <summary>A list of these elements, which nobody else may change.</summary>
    internal static Value Owning(Value[] items) => items.Length == 0 ? EmptyList : new(ValueKind.List, items);

    /// <summary>A map of these members, which nobody else may change.</summary>
    internal static Value Owning(KeyValuePair<string, Value>[] members) => members.Length == 0 ? EmptyMap : new(ValueKind.Map, members);

    /// <summary>The same value, every part an object of its own: so a part can be told from another one that is equal.</summary>
    internal Value Apart() => _content switch
    {
        Value[] items => new(Kind, Array.ConvertAll(items, i => i.Apart())),
        KeyValuePair<string, Value>[] members => new(Kind, Array.ConvertAll(members, m => KeyValuePair.Create(m.Key, m.Value.Apart()))),
        _ => new(Kind, _content),
    };

    /// <summary>The same list or map with something else in place of each element or member; the other kinds as they are.</summary>
    internal Value Each(Func<Value, Value> part) => _content switch
    {
        Value[] items => Owning(Array.ConvertAll(items, i => part(i))),
        KeyValuePair<string, Value>[] members => Owning(Array.ConvertAll(members, m => KeyValuePair.Create(m.Key, part(m.Value)))),
        _ => this,
    };

    /// <summary>The member with this name, or null where there is none. Of several the last one counts, as in JSON readers.</summary>
    public Value? Find(ReadOnlySpan<char> name, StringComparison comparison)
    {
        var members = MemberArray;
        for (var i = members.Length - 1; i >= 0; i--)
        {
            if (name.Equals(members[i].Key, comparison))
            {
                return members[i].Value;
            }
        }

        return null;
    }

    /// <summary>This map with one member set or, for null, removed.</summary>
    public Value With(string name, Value? value)
    {
        var kept = Array.FindAll(MemberArray, m => m.Key != name);
        return Owning(value is null ? kept : [.. kept, KeyValuePair.Create(name, value)]);
    }

    /// <summary>Equal by structure: same kind, same text, same elements in order, same members in any order; hidden equals nothing.</summary>
    public bool Equals(Value? other) => other is not null && Kind == other.Kind && Kind switch
    {
        ValueKind.Null => true,
        ValueKind.Hidden => false,
        ValueKind.List => Items.SequenceEqual(other.Items),
        ValueKind.Map => Members.Count == other.Members.Count
            && Members.All(m => other.Find(m.Key, StringComparison.Ordinal) is { } theirs && m.Value.Equals(theirs)),
        _ => Text == other.Text,
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Value);

    /// <inheritdoc/>
    public override int GetHashCode() => Kind switch
    {
        ValueKind.List => HashCode.Combine(Kind, Items.Count),
        ValueKind.Map => HashCode.Combine(Kind, Members.Count),
        _ => HashCode.Combine(Kind, _content as string),
    };

    /// <summary>The value as compact JSON; a hidden one as the text <c>(hidden)</c>.</summary>
    public override string ToString() => ValueWriter.ToJson(this);
}
