using System.Text.Json;
using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;

namespace DriftStream.Core.Tests.Catalog;

/// <summary>Rows in the notation of the facts, as canonical JSON.</summary>
internal static class RowNotation
{
    public static string Of(JsonElement row)
    {
        var sorted = new JsonObject();
        foreach (var member in row.EnumerateObject().Where(member => !IsEmpty(member.Value)).OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            sorted[member.Name] = member.Name == "x" ? Sorted(member.Value) : JsonNode.Parse(member.Value.GetRawText());
        }

        return sorted.ToJsonString();
    }

    public static string Of(EventRow row)
    {
        var isTag = row.Effect == RowEffect.Tag;
        var all = new JsonObject
        {
            ["e"] = isTag ? null : row.Effect.ToString()[..1].ToLowerInvariant(),
            ["id"] = isTag ? List(row.Ids.Select(id => id.Path)) : Map(row.Ids.Select(id => (id.Path, string.Join('|', id.Attributes) + (id.IsApproximate ? "~" : "")))),
            ["inf"] = row.IsInferred ? 1 : null,
            ["man"] = row.IsHandWritten ? 1 : null,
            ["one"] = row.IsSingleton ? 1 : null,
            ["out"] = Map(row.Outs.Select(pair => (pair.Path, string.Join('|', pair.Attributes)))),
            ["p"] = List(row.Pairs.Select(Pair)),
            ["t"] = row.Type?.Name,
            ["tag"] = List(row.TagPackages),
            ["touch"] = List(row.Touch),
            ["w"] = isTag ? null : row.Weight,
            ["x"] = Spellings(row),
        };
        return Of(JsonDocument.Parse(all.ToJsonString()).RootElement);
    }

    private static string Pair(MemberPair pair) =>
        pair.Attributes.Count == 0 ? pair.Path : $"{pair.Path}{(pair.IsWeak ? "?" : "")}={string.Join('|', pair.Attributes)}";

    private static JsonObject Spellings(EventRow row) => Map(
        row.Ids.Select(id => (id.Path, id.XmlPath))
            .Concat(row.Outs.Select(pair => (pair.Path, pair.XmlPath)))
            .Concat(row.Pairs.Select(pair => (pair.Path, pair.XmlPath)))
            .Concat(row.Spellings.Select(spelling => (spelling.Path, (string?)spelling.XmlPath)))
            .Where(spelling => spelling.Item2 is not null)
            .Select(spelling => (spelling.Path, spelling.Item2!))
            .Distinct());

    private static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static JsonObject Map(IEnumerable<(string Name, string Value)> pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Name, pair.Value)));

    private static JsonObject Sorted(JsonElement map) => new(map
        .EnumerateObject()
        .OrderBy(pair => pair.Name, StringComparer.Ordinal)
        .Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Name, pair.Value.GetString())));

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };
}
