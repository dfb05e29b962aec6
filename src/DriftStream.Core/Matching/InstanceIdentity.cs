using System.Text.Json;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Matching;

/// <summary>What one pass over an instance's attributes finds: its identifying values and where it lives.</summary>
/// <param name="Texts">Attribute and value of what identifies it.</param>
/// <param name="Placement">By its own ARN, owner and region.</param>
internal sealed record InstanceIdentity(IReadOnlyList<KeyValuePair<string, string>> Texts, Placement Placement)
{
    /// <summary>Reads the top level of the attributes without building them.</summary>
    public static InstanceIdentity Read(ResourceInstance instance, IdentifyingAttributes attributes)
    {
        var identifying = attributes.Of(instance.Type);
        var texts = new List<KeyValuePair<string, string>>();
        string? arn = null, owner = null, region = null;
        var reader = new Utf8JsonReader(instance.AttributesJson.Span, new JsonReaderOptions { MaxDepth = 1000 });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = ValueReader.ReadText(ref reader);
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                arn = name == "arn" ? ValueReader.ReadText(ref reader) : arn;
                owner = name == "owner_id" || (name == "account_id" && attributes.LivesInItsAccountId(instance.Type)) ? ValueReader.ReadText(ref reader) : owner;
                region = name == "region" ? ValueReader.ReadText(ref reader) : region;
            }

            Collect(ref reader, name, identifying, texts);
        }

        var parsed = Arn.Parse(arn);
        return new(texts, new(Known(parsed?.Account) ?? AccountIn(owner), Known(parsed?.Region) ?? Known(region)));
    }

    private static void Collect(ref Utf8JsonReader reader, string name, IReadOnlySet<string> identifying, List<KeyValuePair<string, string>> texts)
    {
        if (!identifying.Contains(name))
        {
            reader.Skip();
        }
        else if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
        {
            Add(texts, name, ref reader);
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            var depth = reader.CurrentDepth;
            while (reader.Read() && reader.CurrentDepth > depth)
            {
                if (reader.TokenType == JsonTokenType.String)
                {
                    Add(texts, name, ref reader);
                }
            }
        }
        else
        {
            reader.Skip();
        }
    }

    private static void Add(List<KeyValuePair<string, string>> texts, string name, ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length is > 0 and < 2048)
        {
            texts.Add(KeyValuePair.Create(name, reader.TokenType == JsonTokenType.String ? ValueReader.ReadText(ref reader) : System.Text.Encoding.ASCII.GetString(reader.ValueSpan)));
        }
    }

    private static string? Known(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string? AccountIn(string? owner) => owner is { Length: 12 } && owner.All(char.IsAsciiDigit) ? owner : null;
}
