using System.Text;
using System.Text.Json;
using DriftStream.Core.Values;

namespace DriftStream.Core.CloudTrail;

/// <summary>A record's members as slices of its bytes: one pass, whatever their order; of members with one name the last counts.</summary>
internal sealed class RecordJson
{
    private const int ShownLength = 60;

    // The parameters lie one level down, and a value by itself may be ValueReader.MaxDepth deep.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = ValueReader.MaxDepth + 1 };

    private readonly Range[] _members = new Range[RecordMembers.Count];
    private readonly ReadOnlyMemory<byte> _record;

    private RecordJson(ReadOnlyMemory<byte> record) => _record = record;

    /// <summary>A member's JSON; empty where the record has no such member, or null in it.</summary>
    public ReadOnlyMemory<byte> this[RecordMember member] =>
        _record[_members[(int)member]] is var json && json.Span.SequenceEqual("null"u8) ? default : json;

    /// <summary>Finds the members of one record.</summary>
    /// <exception cref="RecordUnreadableException">The bytes are not one JSON object, or nest too deep.</exception>
    public static RecordJson Of(ReadOnlyMemory<byte> record)
    {
        var json = new RecordJson(record);
        if (json.FindPlain(record.Span))
        {
            return json;
        }

        Array.Clear(json._members);
        var reader = new Utf8JsonReader(record.Span, Options);
        try
        {
            json.Find(ref reader);
            return json;
        }
        catch (JsonException problem)
        {
            throw new RecordUnreadableException($"The record cannot be read beyond byte {reader.BytesConsumed}: {JsonText.Reason(problem)}.");
        }
    }

    /// <summary>The text of a member, blanks around it removed; null where it is absent, blank or no text.</summary>
    public string? Text(RecordMember member) =>
        JsonText.Text(this[member].Span)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The same for a member that has the same text in many records.</summary>
    public string? Name(RecordMember member) => JsonText.Name(this[member].Span)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A yes or no, also where it is written as text.</summary>
    public bool? Flag(RecordMember member)
    {
        var json = this[member].Span;
        return json.Length switch
        {
            4 when Ascii.EqualsIgnoreCase(json, "true"u8) => true,
            5 when Ascii.EqualsIgnoreCase(json, "false"u8) => false,
            6 when Ascii.EqualsIgnoreCase(json, "\"true\""u8) => true,
            7 when Ascii.EqualsIgnoreCase(json, "\"false\""u8) => false,
            _ => null,
        };
    }

    /// <summary>A member as it is written, shortened, for a sentence about it.</summary>
    public string Shown(RecordMember member)
    {
        var json = Encoding.UTF8.GetString(this[member].Span);
        return json.Length == 0 ? "missing" : json.Length <= ShownLength ? json : json[..ShownLength] + "…";
    }

    // Almost every record is told this way; false where a JSON reader has to tell.
    private bool FindPlain(ReadOnlySpan<byte> record)
    {
        if (record is not [(byte)'{', ..])
        {
            return false;
        }

        var parts = new SoundParts(record);
        while (parts.MoveNext())
        {
            if (parts.Name.Contains((byte)'\\'))
            {
                return false;
            }

            if (RecordMembers.Of(parts.Name[1..^1]) is { } member)
            {
                _members[(int)member] = parts.Place;
            }
        }

        return parts.End >= 0 && SoundJson.SkipBlanks(record, parts.End) == record.Length;
    }

    private void Find(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("it is no JSON object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = RecordMembers.Of(reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(ValueReader.ReadText(ref reader)) : reader.ValueSpan);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (member is { } known)
            {
                _members[(int)known] = start..(int)reader.BytesConsumed;
            }
        }

        if (reader.Read())
        {
            throw new JsonException("something follows it");
        }
    }
}
