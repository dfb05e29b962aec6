using DriftStream.Core.Catalog;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Understanding;

/// <summary>The scalars at the ends of a value.</summary>
internal static class Leaves
{
    private const char Mark = '\uE000';

    /// <summary>All of them, hidden ones too, with their paths; list indexes and empty lists leave no trace.</summary>
    public static IEnumerable<(string Path, Value Leaf)> Of(Value value, string path = "") => value.Kind switch
    {
        ValueKind.Map => value.Members.SelectMany(m => Of(m.Value, path.Length == 0 ? m.Key : $"{path}.{m.Key}")),
        ValueKind.List => value.Items.SelectMany(i => Of(i, path)),
        ValueKind.Null => [],
        _ => [(path, value)],
    };

    /// <summary>Those that are left when the value gets the type of an attribute: an attribute takes no more of a block than it has places for.</summary>
    public static IEnumerable<Value> TakenBy(AttributeFacts? facts, Value sent)
    {
        var leaves = Of(sent).Select(l => l.Leaf).ToList();
        if (sent.Kind is not (ValueKind.Map or ValueKind.List))
        {
            return leaves;
        }

        var number = 0;
        var taken = Words(Coercion.To(facts, RequestMembers.Unwrap(Marked(sent, ref number)))).ToHashSet(StringComparer.Ordinal);
        return leaves.Where((_, at) => taken.Contains(Name(at)));
    }

    // Each scalar becomes a text that says which one it is, counted as above, so that it can be found again wherever it goes.
    private static Value Marked(Value value, ref int number)
    {
        var parts = new List<Value>();
        foreach (var part in value.Members.Select(m => m.Value).Concat(value.Items))
        {
            parts.Add(Marked(part, ref number));
        }

        return value.Kind switch
        {
            ValueKind.Map => Value.MapOf(value.Members.Zip(parts, (member, part) => KeyValuePair.Create(member.Key, part))),
            ValueKind.List => Value.ListOf(parts),
            ValueKind.Null => value,
            _ => Value.Of(Name(number++)),
        };
    }

    private static string Name(int number) => $"{Mark}{number}";

    private static IEnumerable<string> Words(Value value) => value.Members.SelectMany(m => Words(m.Value).Append(m.Key)).Concat(value.Items.SelectMany(Words)).Append(value.Text);
}
