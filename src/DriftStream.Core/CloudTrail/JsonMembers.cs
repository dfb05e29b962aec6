using System.Runtime.CompilerServices;
using System.Text;

namespace DriftStream.Core.CloudTrail;

/// <summary>Some members of an object that a JSON reader has seen already, as slices of its JSON, found in one pass; of members with one name the last counts.</summary>
internal readonly ref struct JsonMembers
{
    private const int MostNames = 16;

    private readonly ReadOnlySpan<byte> _json;
    private readonly string[] _names;
    private readonly Places _places;

    /// <summary>Finds the members with these names; none where the JSON is no object.</summary>
    public JsonMembers(ReadOnlySpan<byte> json, string[] names)
    {
        _json = json;
        _names = names;
        if (json is not [(byte)'{', ..])
        {
            return;
        }

        var members = new MemberSkim(json);
        while (members.MoveNext())
        {
            if (NumberOf(members.Name, names) is >= 0 and var number)
            {
                _places[number] = members.Place;
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

    private static int NumberOf(ReadOnlySpan<byte> member, string[] names)
    {
        for (var number = 0; number < names.Length; number++)
        {
            if (Ascii.Equals(member, names[number]))
            {
                return number;
            }
        }

        return -1;
    }

    [InlineArray(MostNames)]
    private struct Places
    {
        private Range _first;
    }
}
