using System.Text;
using System.Text.Json;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Matching;

/// <summary>Reads what identifies instances, and where they live, from the top level of their attributes, without building them.</summary>
/// <param name="keys">Gets every identifying value.</param>
internal sealed class InstanceIdentity(KeyTable keys)
{
    // Longer values are documents, not identifiers.
    private const int MostBytes = 2048;

    private readonly char[] _room = new char[MostBytes];

    // A state has many instances and few accounts and regions.
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _places = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds the instance's keys and says where it lives by its own ARN, owner and region.</summary>
    public Placement Read(ResourceInstance instance, int number, IdentifyingAttributes attributes)
    {
        var (byArn, owner, region) = (default(Placement), default(string), default(string));
        var reader = new Utf8JsonReader(instance.AttributesJson.Span, new JsonReaderOptions { MaxDepth = 1000 });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(ValueReader.ReadText(ref reader)) : reader.ValueSpan;
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                if (name.SequenceEqual("arn"u8))
                {
                    byArn = PlaceIn(ref reader);
                }
                else if (name.SequenceEqual("region"u8))
                {
                    region = Text(ref reader);
                }
                else if (name.SequenceEqual("owner_id"u8) || (name.SequenceEqual("account_id"u8) && attributes.LivesInItsAccountId))
                {
                    owner = Text(ref reader);
                }
            }

            if (attributes.Contains(name))
            {
                AddValues(ref reader, number, name.SequenceEqual("id"u8));
            }
            else
            {
                reader.Skip();
            }
        }

        return new(byArn.Account ?? AccountIn(owner), byArn.Region ?? region);
    }

    private void AddValues(ref Utf8JsonReader reader, int number, bool isComposite)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
        {
            AddValue(ref reader, number, isComposite);
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            var depth = reader.CurrentDepth;
            while (reader.Read() && reader.CurrentDepth > depth)
            {
                if (reader.TokenType == JsonTokenType.String)
                {
                    AddValue(ref reader, number, isComposite);
                }
            }
        }
        else
        {
            reader.Skip();
        }
    }

    private void AddValue(ref Utf8JsonReader reader, int number, bool isComposite)
    {
        if (reader.ValueSpan.Length is > 0 and < MostBytes)
        {
            keys.Add(Decode(ref reader), isComposite, number);
        }
    }

    private Placement PlaceIn(ref Utf8JsonReader reader) =>
        Arn.TryParse(Decode(ref reader), out var arn) ? new(Known(arn.Account), Known(arn.Region)) : default;

    private string? Text(ref Utf8JsonReader reader) => Known(Decode(ref reader));

    private string? Known(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return null;
        }

        _places.Add(text);
        return _places.TryGetValue(text, out var known) ? known : null;
    }

    // Good until the next text is decoded.
    private ReadOnlySpan<char> Decode(ref Utf8JsonReader reader) => reader.ValueIsEscaped || reader.ValueSpan.Length > MostBytes
        ? ValueReader.ReadText(ref reader)
        : _room.AsSpan(0, Encoding.UTF8.GetChars(reader.ValueSpan, _room));

    private static string? AccountIn(string? owner) => owner is { Length: 12 } && owner.All(char.IsAsciiDigit) ? owner : null;
}
