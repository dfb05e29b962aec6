using System.ComponentModel;
using System.Reflection;

namespace DriftStream.Configuration;

/// <summary>What may stand under a configuration key.</summary>
internal enum KeyShape
{
    /// <summary>One value.</summary>
    Value,

    /// <summary>Named keys of its own.</summary>
    Section,

    /// <summary>A list of values or, where the key has members, of values and objects.</summary>
    List,

    /// <summary>Names that the user chooses, each with a value.</summary>
    Names,
}

/// <summary>A configuration key that DriftStream understands.</summary>
internal sealed record KnownKey(string Name, KeyShape Shape)
{
    /// <summary>The keys below a section, or those of an object in a list.</summary>
    public IReadOnlyList<KnownKey> Members { get; init; } = [];

    /// <summary>Whether an entry of the list may be a single value, although the list has members.</summary>
    public bool TakesValues { get; init; }

    /// <summary>The .NET type of a value, by which it is checked before anything is bound to it.</summary>
    public Type ValueType { get; init; } = typeof(string);

    /// <summary>Whether the value is a secret, which may be given as <c>file:/path</c>.</summary>
    public bool IsSecret => ValueType == typeof(Secret);

    /// <summary>A section whose keys are the settable properties of its options class.</summary>
    public static KnownKey Section<TOptions>(string name) => new(name, KeyShape.Section) { Members = MembersOf(typeof(TOptions)) };

    /// <summary>A list whose entries are values or objects with the settable properties of a class.</summary>
    public static KnownKey ListOf<TEntry>(string name) => new(name, KeyShape.List) { Members = MembersOf(typeof(TEntry)) };

    /// <summary>A list of plain values.</summary>
    public static KnownKey ListOfValues(string name) => new(name, KeyShape.List);

    private static KnownKey[] MembersOf(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite || IsCollection(p.PropertyType)).Select(Of)];

    private static KnownKey Of(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string)))
        {
            return new(property.Name, KeyShape.Value) { ValueType = type };
        }

        if ((ArgumentsOf(type, typeof(IReadOnlyDictionary<,>)) ?? ArgumentsOf(type, typeof(IDictionary<,>))) is not null)
        {
            return new(property.Name, KeyShape.Names);
        }

        return ArgumentsOf(type, typeof(IEnumerable<>)) is [var entry]
            ? new(property.Name, KeyShape.List) { Members = IsPlain(entry) ? [] : MembersOf(entry) }
            : new(property.Name, KeyShape.Section) { Members = MembersOf(type) };
    }

    private static bool IsPlain(Type type) => TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string));

    private static bool IsCollection(Type type) => type != typeof(string) && ArgumentsOf(type, typeof(IEnumerable<>)) is not null;

    private static Type[]? ArgumentsOf(Type type, Type definition) =>
        type.GetInterfaces().Append(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == definition)?.GetGenericArguments();
}
