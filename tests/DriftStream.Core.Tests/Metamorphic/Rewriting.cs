using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DriftStream.Core.Tests.Metamorphic;

/// <summary>Other ways to write the same JSON.</summary>
internal static class Rewriting
{
    // A document is shown as it was sent.
    private const string Document = "bucketPolicy";

    private static readonly string[] Parts = ["requestParameters", "responseElements"];

    /// <summary>Objects with their members in the opposite order.</summary>
    public static JsonNode? Turned(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Reverse().Select(m => KeyValuePair.Create(m.Key, Turned(m.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Turned)]),
        _ => node?.DeepClone(),
    };

    /// <summary>Lists of one object as that object.</summary>
    public static JsonNode? Single(JsonNode? node) => node switch
    {
        JsonArray { Count: 1 } list when list[0] is JsonObject => Single(list[0]),
        JsonObject map => new JsonObject(map.Select(m => KeyValuePair.Create(m.Key, m.Key == Document ? m.Value?.DeepClone() : Single(m.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Single)]),
        _ => node?.DeepClone(),
    };

    /// <summary>Lists in the opposite order.</summary>
    public static JsonNode? Backwards(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(m => KeyValuePair.Create(m.Key, Backwards(m.Value)))),
        JsonArray list => new JsonArray([.. list.Reverse().Select(Backwards)]),
        _ => node?.DeepClone(),
    };

    /// <summary>Every leaf written otherwise.</summary>
    public static JsonNode? Leaves(JsonNode? node, Func<JsonValue, JsonNode?> write) => node switch
    {
        JsonObject map => new JsonObject(map.Select(m => KeyValuePair.Create(m.Key, m.Key == Document ? m.Value?.DeepClone() : Leaves(m.Value, write)))),
        JsonArray list => new JsonArray([.. list.Select(i => Leaves(i, write))]),
        JsonValue leaf => write(leaf),
        _ => null,
    };

    /// <summary>Numbers and truths as texts.</summary>
    public static JsonNode? AsText(JsonValue leaf) => leaf.GetValueKind() switch
    {
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => JsonValue.Create(leaf.ToJsonString()),
        _ => leaf.DeepClone(),
    };

    /// <summary>Texts that look like a number or a truth as such, as a conversion from XML makes them.</summary>
    public static JsonNode? AsNumber(JsonValue leaf) => leaf.GetValueKind() != JsonValueKind.String ? leaf.DeepClone() : leaf.GetValue<string>() switch
    {
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == text => JsonValue.Create(number),
        _ => leaf.DeepClone(),
    };

    /// <summary>Rewrites request and response of every record; whether anything came out otherwise.</summary>
    public static bool Calls(CorpusFile file, Func<JsonNode?, JsonNode?> write)
    {
        var changed = false;
        foreach (var record in file.Records)
        {
            foreach (var part in Parts.Where(p => record[p] is not null))
            {
                var written = write(record[part]);
                changed |= !JsonNode.DeepEquals(written, record[part]);
                record[part] = written;
            }
        }

        return changed;
    }
}
