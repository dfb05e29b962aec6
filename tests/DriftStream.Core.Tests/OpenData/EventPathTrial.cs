using System.Text.Json;
using System.Text.Json.Nodes;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Terraform;
using DriftStream.Core.Tests.Judging;

namespace DriftStream.Core.Tests.OpenData;

/// <summary>One listed event tried on one Terraform type. Texts that begin with <c>$</c> stand for what the record holds at that path (<c>$re.</c>: of its response).</summary>
/// <param name="Event">Service and event name, <c>s3:PutBucketPolicy</c>.</param>
/// <param name="Type">The Terraform type.</param>
/// <param name="Id">What identifies the resource.</param>
/// <param name="Expect">The verdict and, where attributes change, the root of one of them.</param>
/// <param name="Request">The parameters where the listed example has none or not enough.</param>
/// <param name="Response">The answer, where the new id is only there.</param>
/// <param name="Differs">Attributes that the event changes.</param>
/// <param name="Holds">The same attributes as they are after the event.</param>
internal sealed record EventPathTrial(string Event, string Type, JsonObject Id, string Expect, JsonObject? Request, JsonObject? Response, JsonObject? Differs, JsonObject? Holds)
{
    private static readonly JsonSerializerOptions Names = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>The event's source, e.g. <c>s3.amazonaws.com</c>.</summary>
    public string Source => Event.Split(':')[0] + ".amazonaws.com";

    /// <summary>The event's name as CloudTrail writes it.</summary>
    public string Name => Event.Split(':')[1];

    /// <summary>The trials of a file.</summary>
    public static IReadOnlyList<EventPathTrial> Read(string file) => JsonSerializer.Deserialize<List<EventPathTrial>>(File.ReadAllText(file), Names)!;

    /// <summary>The record: with the trial's own parameters, else with the listed example's.</summary>
    public CloudTrailEvent Record(JsonNode? example) => EventReader.Read(JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["eventID"] = "e-1",
        ["eventTime"] = "2026-05-04T09:00:01Z",
        ["eventSource"] = Source,
        ["eventName"] = Name,
        ["userIdentity"] = new JsonObject { ["type"] = "IAMUser", ["userName"] = "gardener" },
        ["requestParameters"] = Parameters(example),
        ["responseElements"] = Response?.DeepClone(),
    }));

    /// <summary>A state that holds the resource with these attributes.</summary>
    public TerraformState State(JsonObject? attributes, JsonNode? example)
    {
        var all = new JsonObject();
        foreach (var (name, value) in Id.Concat(attributes ?? []))
        {
            all[name] = Filled(value, example);
        }

        var brief = new JsonObject { ["resources"] = new JsonArray(new JsonObject { ["address"] = $"{Type}.it", ["attributes"] = all }) };
        return StateReader.Read(JsonSerializer.SerializeToUtf8Bytes(ShortState.Expand(brief, "orchard")), new StateSource("orchard", "orchard.tfstate"));
    }

    private JsonNode? Parameters(JsonNode? example) => (Request ?? example)?.DeepClone();

    private JsonNode? Filled(JsonNode? node, JsonNode? example) => node switch
    {
        JsonObject map => new JsonObject(map.Select(m => KeyValuePair.Create(Filled(JsonValue.Create(m.Key), example)!.GetValue<string>(), Filled(m.Value, example)))),
        JsonArray list => new JsonArray([.. list.Select(i => Filled(i, example))]),
        JsonValue text when text.GetValueKind() == JsonValueKind.String && text.GetValue<string>() is ['$', .. var path] => Found(path, example),
        _ => node?.DeepClone(),
    };

    private JsonValue Found(string path, JsonNode? example)
    {
        var (at, rest) = path.StartsWith("re.", StringComparison.Ordinal) ? (Response, path[3..]) : (Parameters(example), path);
        foreach (var step in rest.Split('.'))
        {
            at = at is JsonArray list ? list[int.Parse(step)] : at?[step];
        }

        var found = at ?? throw new InvalidDataException($"{Event} on {Type}: the record holds nothing at ${path}.");
        return JsonValue.Create(found.GetValueKind() == JsonValueKind.String ? found.GetValue<string>() : found.ToJsonString());
    }
}
