using System.Text.Json;
using DriftStream.Core.Values;

namespace DriftStream.Core.Terraform;

/// <summary>
/// Turns the flat attributes of Terraform 0.11 (<c>tags.%</c>, <c>tags.Owner</c>, <c>subnets.#</c>, <c>subnets.0</c>) into JSON:
/// texts, maps, and lists of texts. Blocks are left out, because nothing tells their numbers and booleans from texts.
/// </summary>
internal static class Flatmap
{
    private const string MapCount = "%";
    private const string ListCount = "#";

    /// <summary>The attributes as a JSON object, with the id where only the state had it.</summary>
    /// <exception cref="JsonException">The flat attributes are no JSON.</exception>
    public static ReadOnlyMemory<byte> ToJson(ReadOnlyMemory<byte> flat, string? id)
    {
        var source = flat.IsEmpty ? Value.EmptyMap : ValueReader.Read(flat.Span);
        var members = source.Members
            .GroupBy(m => Root(m.Key), StringComparer.Ordinal)
            .Select(group => KeyValuePair.Create(group.Key, Convert(group.Key, group)))
            .Where(member => member.Value is not null)
            .ToDictionary(member => member.Key, member => member.Value!, StringComparer.Ordinal);
        if (id is not null)
        {
            members.TryAdd("id", Value.Of(id));
        }

        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ValueWriter.Options))
        {
            ValueWriter.Write(writer, Value.MapOf(members));
        }

        return buffer.WrittenMemory;
    }

    private static string Root(string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? key : key[..dot];
    }

    private static Value? Convert(string root, IEnumerable<KeyValuePair<string, Value>> group)
    {
        var below = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (key, value) in group)
        {
            if (key.Length == root.Length)
            {
                return value;
            }

            below[key[(root.Length + 1)..]] = value;
        }

        var isMap = below.Remove(MapCount);
        var isList = below.Remove(ListCount, out var count);
        if (isMap || below.Keys.Any(key => !IsElement(Root(key))))
        {
            return Value.MapOf(below);
        }

        return isList ? List(below, count!) : null;
    }

    private static Value? List(Dictionary<string, Value> elements, Value count)
    {
        var isBlock = elements.Keys.Any(key => key.Contains('.', StringComparison.Ordinal));
        var isUnknown = elements.Count == 0 && count.Text != "0";
        return isBlock || isUnknown
            ? null
            : Value.ListOf(elements.OrderBy(e => e.Key.Length).ThenBy(e => e.Key, StringComparer.Ordinal).Select(e => e.Value));
    }

    // A list's position, or the hash that stands for an element of a set.
    private static bool IsElement(string segment) => segment.Length > 0 && segment.AsSpan().TrimStart("~-").IndexOfAnyExceptInRange('0', '9') < 0;
}
