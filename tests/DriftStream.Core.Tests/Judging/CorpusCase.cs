using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Tests.Judging;

/// <summary>One file of the corpus.</summary>
/// <param name="Title">What happened.</param>
/// <param name="Runners">Principals that run Terraform; empty for any.</param>
/// <param name="Events">The records, in written order.</param>
/// <param name="States">The states.</param>
/// <param name="Expected">All findings of all events, in the order of judging.</param>
/// <param name="Open">The addresses with an open drift at the end; null where the case does not say.</param>
/// <param name="NearMiss">Why the events look as if they concerned what the states hold, and do not; null where they do.</param>
internal sealed record CorpusCase(
    string Title,
    IReadOnlyList<string> Runners,
    IReadOnlyList<CloudTrailEvent> Events,
    IReadOnlyList<TerraformState> States,
    IReadOnlyList<JsonObject> Expected,
    IReadOnlyList<string>? Open,
    string? NearMiss = null)
{
    private static readonly string[] Members = ["title", "why", "nearMiss", "runners", "events", "states", "expect", "open"];

    public static CorpusCase Read(string path) => Of(JsonNode.Parse(File.ReadAllText(path))!.AsObject(), path);

    /// <summary>A case from JSON that may have been changed since it was read.</summary>
    public static CorpusCase Of(JsonObject json, string path) =>
        json.FirstOrDefault(m => !Members.Contains(m.Key)).Key is { } stranger
            ? throw new InvalidDataException($"{path} has the member '{stranger}', which no corpus case has.")
            : new(
                json["title"]!.GetValue<string>(),
                Texts(json["runners"]) ?? [],
                [.. json["events"]!.AsArray().Select(e => EventReader.Read(Encoding.UTF8.GetBytes(e!.ToJsonString())))],
                [.. json["states"]!.AsArray().Select(s => State(s!))],
                [.. json["expect"]!.AsArray().Select(e => e!.AsObject())],
                Texts(json["open"]),
                json["nearMiss"]?.GetValue<string>());

    private static List<string>? Texts(JsonNode? list) => list is null ? null : [.. list.AsArray().Select(t => t!.GetValue<string>())];

    private static TerraformState State(JsonNode state)
    {
        var name = state["name"]!.GetValue<string>();
        var json = ShortState.Expand(state["json"]!.AsObject(), lineage: "lineage-of-" + name);
        return StateReader.Read(JsonSerializer.SerializeToUtf8Bytes(json), new StateSource(name, name + ".tfstate"));
    }
}
