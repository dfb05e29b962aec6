using System.Text;
using System.Text.Json;
using DriftStream.Core.Values;

namespace DriftStream.Core.Terraform;

/// <summary>Steps through JSON members without building what nobody asked for.</summary>
internal static class JsonWalk
{
    /// <summary>Moves from an object's start, or from the end of a member's value, to the next member's name; false at the object's end.</summary>
    public static bool NextMember(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Moves to the next element; false at the list's end.</summary>
    public static bool NextElement(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    /// <summary>On a name that is the given one: moves on to its value.</summary>
    public static bool Takes(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        // Utf8JsonReader.ValueTextEquals throws on lone surrogates, and a name with escapes is rare enough to be built.
        var same = reader.ValueIsEscaped
            ? Encoding.UTF8.GetBytes(ValueReader.ReadText(ref reader)).AsSpan().SequenceEqual(name)
            : reader.ValueSpan.SequenceEqual(name);
        return same && reader.Read();
    }

    /// <summary>On a name that nobody wants: moves over its value.</summary>
    public static void SkipMember(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <summary>The text the reader stands on; null, and moved over, where it is something else.</summary>
    public static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return ValueReader.ReadText(ref reader);
        }

        reader.Skip();
        return null;
    }

    /// <summary>The bytes of the value the reader stands on, which it moves over.</summary>
    public static ReadOnlyMemory<byte> Slice(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }
}
