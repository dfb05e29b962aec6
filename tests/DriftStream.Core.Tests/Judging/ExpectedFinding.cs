using System.Text.Json.Nodes;
using DriftStream.Core.Judging;

namespace DriftStream.Core.Tests.Judging;

/// <summary>Expected and found findings as lines of text that can be compared; a found one is cut down to what the expected one mentions.</summary>
internal static class ExpectedFinding
{
    private static readonly string[] Always = ["event", "verdict", "address"];

    // Where more is found than expected, it is shown with what there is to write down.
    private static readonly JsonObject Unexpected = new() { ["changes"] = new JsonArray(), ["severity"] = "" };

    public static IEnumerable<string> Lines(IReadOnlyList<JsonObject> expected) =>
        expected.Select(e => CanonicalJson.Of(new JsonObject(e.Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())))));

    public static IEnumerable<string> Lines(IReadOnlyList<Finding> findings, IReadOnlyList<JsonObject> expected) =>
        findings.Select((finding, at) => CanonicalJson.Of(Cut(JsonNode.Parse(FindingJson.ToJson(finding))!, at < expected.Count ? expected[at] : Unexpected)));

    private static JsonObject Cut(JsonNode finding, JsonObject expected)
    {
        var cut = new JsonObject();
        foreach (var name in Always.Concat(expected.Select(m => m.Key)).Distinct())
        {
            cut[name] = name switch
            {
                "event" => finding["event"]!["id"]!.DeepClone(),
                "address" => finding["resource"]?["address"]?.DeepClone(),
                "resource" or "actor" => Part(finding[name], expected[name]),
                _ => finding[name]?.DeepClone(),
            };
        }

        return cut;
    }

    private static JsonNode? Part(JsonNode? found, JsonNode? expected) => found is JsonObject whole && expected is JsonObject asked
        ? new JsonObject(asked.Select(m => KeyValuePair.Create(m.Key, whole[m.Key]?.DeepClone())))
        : found?.DeepClone();
}
