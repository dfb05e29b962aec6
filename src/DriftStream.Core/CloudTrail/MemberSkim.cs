using System.Text;
using System.Text.Json;
using DriftStream.Core.Values;

namespace DriftStream.Core.CloudTrail;

/// <summary>Steps through the members of an object that a JSON reader has seen already, over their values by brackets and quotes alone.</summary>
internal ref struct MemberSkim(ReadOnlySpan<byte> json)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private int _at = 1;

    /// <summary>The member's name, as written.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The member's value, as written.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Where the value stands.</summary>
    public Range Place => (_at - Value.Length).._at;

    /// <summary>Moves to the next member; false behind the last.</summary>
    public bool MoveNext()
    {
        _at = JsonSkim.SkipBlanks(_json, _at);
        if (_at < _json.Length && _json[_at] == ',')
        {
            _at = JsonSkim.SkipBlanks(_json, _at + 1);
        }

        if (_at >= _json.Length || _json[_at] != '"')
        {
            return false;
        }

        var name = Take();
        Name = name[1..^1].Contains((byte)'\\') ? Encoding.UTF8.GetBytes(TextOf(name)) : name[1..^1];
        _at = JsonSkim.SkipBlanks(_json, JsonSkim.SkipBlanks(_json, _at) + 1);
        Value = Take();
        return true;
    }

    /// <summary>The text that a JSON string, quotes included, means.</summary>
    public static string TextOf(ReadOnlySpan<byte> quoted)
    {
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        return ValueReader.ReadText(ref reader);
    }

    private ReadOnlySpan<byte> Take()
    {
        var start = _at;
        _at = SoundJson.EndOf(_json, start) is >= 0 and var end ? end : JsonSkim.EndOf(_json, start);
        return _json[start.._at];
    }
}
