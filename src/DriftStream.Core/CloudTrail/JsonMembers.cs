using System.Text;
using System.Text.Json;
using DriftStream.Core.Values;

namespace DriftStream.Core.CloudTrail;

/// <summary>Some members of an object as slices of its JSON, found in one pass; of members with one name the last counts.</summary>
internal readonly ref struct JsonMembers
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = ValueReader.MaxDepth };

    private readonly ReadOnlySpan<byte> _json;
    private readonly string[] _names;
    private readonly Range[] _places;

    /// <summary>Finds the members with these names; none where the JSON is no object.</summary>
    public JsonMembers(ReadOnlySpan<byte> json, string[] names)
    {
        _json = json;
        _names = names;
        _places = new Range[names.Length];
        var reader = new Utf8JsonReader(json, Options);
        if (json is not [(byte)'{', ..] || !reader.Read())
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = NumberOf(ref reader, names);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (member >= 0)
            {
                _places[member] = start..(int)reader.BytesConsumed;
            }
        }
    }

    /// <summary>A member's JSON; empty where the object has none.</summary>
    public ReadOnlySpan<byte> this[string name] => _json[_places[Array.IndexOf(_names, name)]];

    /// <summary>The text of a string or number, blanks around it removed; null for anything else, and where nothing is left.</summary>
    public string? Text(string name)
    {
        var json = this[name];
        var text = json is [(byte)'-' or (>= (byte)'0' and <= (byte)'9'), ..] ? Encoding.ASCII.GetString(json) : JsonText.Name(json);
        return text?.Trim() is { Length: > 0 } trimmed ? trimmed : null;
    }

    /// <summary>A yes or no, also where it is written as text.</summary>
    public bool? Flag(string name)
    {
        var json = this[name];
        return json.SequenceEqual("true"u8) ? true
            : json.SequenceEqual("false"u8) ? false
            : bool.TryParse(Text(name), out var flag) ? flag : null;
    }

    private static int NumberOf(ref Utf8JsonReader reader, string[] names)
    {
        var text = reader.ValueIsEscaped ? ValueReader.ReadText(ref reader) : null;
        for (var number = 0; number < names.Length; number++)
        {
            if (text is null ? Ascii.Equals(reader.ValueSpan, names[number]) : text == names[number])
            {
                return number;
            }
        }

        return -1;
    }
}
