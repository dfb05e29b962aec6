using System.Text.Json.Nodes;

namespace DriftStream.Core.Tests.Judging;

/// <summary>JSON with sorted members, so that what a person wrote compares with what the program prints.</summary>
internal static class CanonicalJson
{
    public static string Of(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject map => "{" + string.Join(',', map.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"\"{m.Key}\":{Of(m.Value)}")) + "}",
        JsonArray list => "[" + string.Join(',', list.Select(Of)) + "]",
        _ => node.ToJsonString(),
    };
}
