using System.Text;
using DriftStream.Core.Catalog;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Effects;

/// <summary>Gives blocks of which the catalogue has no facts the names that the state has for their members: minTaskCount is min_task_count there.</summary>
internal static class HeldNames
{
    /// <summary>What was sent, in the names and the shape of what the state holds.</summary>
    /// <param name="facts">What the provider says of the attribute; null where the catalogue has none.</param>
    /// <param name="held">The state's value.</param>
    /// <param name="sent">What the call sends.</param>
    public static Value Fit(AttributeFacts? facts, Value held, Value sent)
    {
        if (sent.Kind is not (ValueKind.Map or ValueKind.List) || facts?.Kind == AttributeKind.Map)
        {
            return sent;
        }

        return facts is { Nested.Count: > 0 } ? Known(facts, held, sent) : IsBlock(held) ? Unknown(held, sent) : sent;
    }

    /// <summary>Whether a state's value is a block although the catalogue has no facts of what is in it.</summary>
    public static bool IsBlock(Value held) => held.Kind == ValueKind.Map || (held.Items.Count > 0 && held.Items[0].Kind == ValueKind.Map);

    private static Value Known(AttributeFacts facts, Value held, Value sent)
    {
        if (sent.Kind == ValueKind.List)
        {
            var first = held.Items.Count > 0 ? held.Items[0] : Value.Null;
            return Each(sent, item => Fit(facts, first, item));
        }

        var block = held.Kind == ValueKind.List && held.Items.Count > 0 ? held.Items[0] : held;
        var fitted = sent;
        foreach (var (name, value) in sent.Members)
        {
            if (Fit(facts.Nested.GetValueOrDefault(name), block[name], value) is var member && !ReferenceEquals(member, value))
            {
                fitted = fitted.With(name, member);
            }
        }

        return fitted;
    }

    private static Value Unknown(Value held, Value sent) => (held.Kind, sent.Kind) switch
    {
        (ValueKind.Map, ValueKind.Map) => Value.MapOf(sent.Members.Select(m => Named(held, m.Key) is var name ? KeyValuePair.Create(name, Fit(null, held[name], m.Value)) : m)),
        (ValueKind.Map, ValueKind.List) => Coercion.ToMap(sent),
        (ValueKind.List, ValueKind.Map) => Value.ListOf(Unknown(held.Items[0], sent)),
        (ValueKind.List, ValueKind.List) => Each(sent, item => item.Kind == ValueKind.Map ? Unknown(held.Items[0], item) : item),
        _ => sent,
    };

    private static Value Each(Value list, Func<Value, Value> fit)
    {
        Value[]? changed = null;
        for (var i = 0; i < list.Items.Count; i++)
        {
            var item = fit(list.Items[i]);
            if (!ReferenceEquals(item, list.Items[i]))
            {
                changed ??= [.. list.Items];
                changed[i] = item;
            }
        }

        return changed is null ? list : Value.ListOf(changed);
    }

    private static string Named(Value held, string member) => Find(held, member, AreOne) ?? Find(held, member, AreOneOrMany) ?? Snake(member);

    private static string? Find(Value held, string member, Func<string, string, bool> isSame)
    {
        foreach (var (name, _) in held.Members)
        {
            if (isSame(name, member))
            {
                return name;
            }
        }

        return null;
    }

    private static bool AreOne(string attribute, string member) => AreOne(attribute.AsSpan(), member);

    /// <summary>Whether they are one name but for case, underscores and number: insert_header and insertHeaders.</summary>
    public static bool AreOneOrMany(string attribute, string member) => AreOne(Singular(attribute), Singular(member));

    private static ReadOnlySpan<char> Singular(string name) =>
        name.EndsWith("ies", StringComparison.Ordinal) ? name.AsSpan(0, name.Length - 3) : name.EndsWith('s') || name.EndsWith('y') ? name.AsSpan(0, name.Length - 1) : name;

    private static bool AreOne(ReadOnlySpan<char> attribute, ReadOnlySpan<char> member)
    {
        int i = 0, j = 0;
        while (true)
        {
            i += attribute[i..].IndexOfAnyExcept('_') is >= 0 and var underscores ? underscores : attribute.Length - i;
            j += member[j..].IndexOfAnyExcept('_') is >= 0 and var others ? others : member.Length - j;
            if (i == attribute.Length || j == member.Length)
            {
                return i == attribute.Length && j == member.Length;
            }

            if (char.ToLowerInvariant(attribute[i++]) != char.ToLowerInvariant(member[j++]))
            {
                return false;
            }
        }
    }

    private static string Snake(string member)
    {
        var text = new StringBuilder();
        for (var i = 0; i < member.Length; i++)
        {
            if (char.IsUpper(member[i]) && i > 0 && (char.IsLower(member[i - 1]) || (i + 1 < member.Length && char.IsLower(member[i + 1]))))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(member[i]));
        }

        return text.ToString();
    }
}
