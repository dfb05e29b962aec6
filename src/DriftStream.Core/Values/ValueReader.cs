using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace DriftStream.Core.Values;

/// <summary>Reads JSON bytes into a <see cref="Value"/>, bounded in depth, forgiving about broken UTF-8 inside strings.</summary>
public static class ValueReader
{
    /// <summary>How deep objects and lists may nest. Real records stay under 20; a deeper one is an attack or a mistake.</summary>
    public const int MaxDepth = 128;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth, CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>Reads one JSON value that fills all the bytes.</summary>
    /// <exception cref="JsonException">The bytes are not one JSON value, or nest deeper than <see cref="MaxDepth"/>.</exception>
    public static Value Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Options);
        if (!reader.Read())
        {
            throw new JsonException("there is no JSON value");
        }

        var value = Read(ref reader);
        return reader.Read() ? throw new JsonException("there is more than one JSON value") : value;
    }

    /// <summary>Reads text that may be a JSON document, e.g. a policy; null where it is not an object or a list.</summary>
    public static Value? TryReadDocument(string text)
    {
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty || start[0] is not ('{' or '['))
        {
            return null;
        }

        try
        {
            return Read(Encoding.UTF8.GetBytes(text));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads the value the reader stands on and leaves it on that value's last token.</summary>
    public static Value Read(ref Utf8JsonReader reader) => Read(ref reader, Unfinished.OfThread());

    private static Value Read(ref Utf8JsonReader reader, Unfinished unfinished)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return Value.True;
            case JsonTokenType.False:
                return Value.False;
            case JsonTokenType.Null:
                return Value.Null;
            case JsonTokenType.Number:
                return Value.NumberOf(Encoding.ASCII.GetString(reader.ValueSpan));
            case JsonTokenType.String:
                return Value.Of(ReadText(ref reader));
            case JsonTokenType.StartArray:
                return ReadList(ref reader, unfinished);
            case JsonTokenType.StartObject:
                return ReadMap(ref reader, unfinished);
            default:
                throw new JsonException($"a value cannot start with {reader.TokenType}");
        }
    }

    /// <summary>The string or property name the reader stands on. Broken UTF-8 and lone surrogates become U+FFFD instead of an exception.</summary>
    public static string ReadText(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }

        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Unescape(reader.ValueSpan);
        }
    }

    /// <summary>The property name the reader stands on; the same string for the same name, as far as possible.</summary>
    internal static string ReadName(ref Utf8JsonReader reader) => reader.ValueIsEscaped ? ReadText(ref reader) : NameTable.Of(reader.ValueSpan);

    private static Value ReadList(ref Utf8JsonReader reader, Unfinished unfinished)
    {
        var start = unfinished.Items.Count;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            unfinished.Items.Add(Read(ref reader, unfinished));
        }

        return Value.Owning(Take(unfinished.Items, start));
    }

    private static Value ReadMap(ref Utf8JsonReader reader, Unfinished unfinished)
    {
        var start = unfinished.Members.Count;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = ReadName(ref reader);
            reader.Read();
            unfinished.Members.Add(KeyValuePair.Create(name, Read(ref reader, unfinished)));
        }

        return Value.Owning(Take(unfinished.Members, start));
    }

    private static T[] Take<T>(List<T> stack, int start)
    {
        var taken = CollectionsMarshal.AsSpan(stack)[start..].ToArray();
        stack.RemoveRange(start, taken.Length);
        return taken;
    }

    // The elements of lists and maps that are still open, the innermost last. Each thread keeps one from value to value.
    private sealed class Unfinished
    {
        private const int MostKept = 1 << 10;

        [ThreadStatic]
        private static Unfinished? _ofThread;

        public List<Value> Items { get; } = [];

        public List<KeyValuePair<string, Value>> Members { get; } = [];

        public static Unfinished OfThread()
        {
            if (_ofThread is not { Items.Capacity: <= MostKept, Members.Capacity: <= MostKept } known)
            {
                return _ofThread = new();
            }

            // What a reader that gave up left behind.
            known.Items.Clear();
            known.Members.Clear();
            return known;
        }
    }

    // Only for strings that System.Text.Json refuses: lone surrogate escapes or invalid UTF-8 beside escapes.
    private static string Unescape(ReadOnlySpan<byte> escaped)
    {
        var raw = Encoding.UTF8.GetString(escaped);
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            if (raw[i] == 'u' && i + 4 < raw.Length && ushort.TryParse(raw.AsSpan(i + 1, 4), System.Globalization.NumberStyles.HexNumber, null, out var unit))
            {
                text.Append((char)unit);
                i += 4;
                continue;
            }

            text.Append(raw[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', var other => other });
        }

        // A round trip through UTF-8 turns what is no character into U+FFFD.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
