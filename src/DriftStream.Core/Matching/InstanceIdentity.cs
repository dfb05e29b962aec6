using System.Text;
using System.Text.Json;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Values;

namespace DriftStream.Core.Matching;

/// <summary>Reads what identifies instances, and where they live, from the top level of their attributes, without building them.</summary>
/// <param name="keys">Gets every identifying value.</param>
internal sealed class InstanceIdentity(InstanceKeysBuilder keys)
{
    private readonly char[] _room = new char[InstanceKeys.MostLetters];

    // A state has many instances and few accounts and regions.
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _places = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds the instance's keys and says where it lives by its own ARN, owner and region.</summary>
    public Placement Read(ReadOnlySpan<byte> attributesJson, IdentifyingAttributes attributes)
    {
        var (byArn, owner, region) = (default(Placement), default(string), default(string));
        var members = new MemberSkim(attributesJson);
        while (members.MoveNext())
        {
            var isText = members.Value[0] == '"';
            if (isText && members.Name is [(byte)'a', ..] && members.Name.SequenceEqual("arn"u8))
            {
                byArn = PlaceIn(members.Value);
            }
            else if (isText && members.Name.SequenceEqual("region"u8))
            {
                region = Known(Decode(members.Value));
            }
            else if (isText && (members.Name.SequenceEqual("owner_id"u8) || (members.Name.SequenceEqual("account_id"u8) && attributes.LivesInItsAccountId)))
            {
                owner = Known(Decode(members.Value));
            }

            if (attributes.Contains(members.Name))
            {
                AddValues(members.Value, members.Name.SequenceEqual("id"u8));
            }
        }

        keys.EndInstance();
        return new(byArn.Account ?? AccountIn(owner), byArn.Region ?? region);
    }

    private void AddValues(ReadOnlySpan<byte> value, bool isComposite)
    {
        switch (value[0])
        {
            case (byte)'"' when value.Length - 2 is > 0 and < InstanceKeys.MostLetters:
                keys.Add(Decode(value), isComposite);
                break;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9') when value.Length < InstanceKeys.MostLetters:
                keys.Add(_room.AsSpan(0, Encoding.UTF8.GetChars(value, _room)), isComposite);
                break;
            case (byte)'[':
                AddTexts(value, isComposite);
                break;
        }
    }

    private void AddTexts(ReadOnlySpan<byte> list, bool isComposite)
    {
        var reader = new Utf8JsonReader(list, new JsonReaderOptions { MaxDepth = ValueReader.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length is > 0 and < InstanceKeys.MostLetters)
            {
                keys.Add(reader.ValueIsEscaped ? ValueReader.ReadText(ref reader) : _room.AsSpan(0, Encoding.UTF8.GetChars(reader.ValueSpan, _room)), isComposite);
            }
        }
    }

    private Placement PlaceIn(ReadOnlySpan<byte> quoted) =>
        Arn.TryParse(Decode(quoted), out var arn) ? new(Known(arn.Account), Known(arn.Region)) : default;

    private string? Known(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return null;
        }

        if (_places.TryGetValue(text, out var known))
        {
            return known;
        }

        known = text.ToString();
        _places.Set.Add(known);
        return known;
    }

    // Good until the next text is decoded.
    private ReadOnlySpan<char> Decode(ReadOnlySpan<byte> quoted)
    {
        var text = quoted[1..^1];
        return text.Length > InstanceKeys.MostLetters || text.Contains((byte)'\\') ? MemberSkim.TextOf(quoted) : _room.AsSpan(0, Encoding.UTF8.GetChars(text, _room));
    }

    private static string? AccountIn(string? owner) => owner is { Length: 12 } && owner.All(char.IsAsciiDigit) ? owner : null;
}
