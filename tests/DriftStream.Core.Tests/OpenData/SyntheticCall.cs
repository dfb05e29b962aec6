using System.Text.Json;
using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Tests.Judging;

namespace DriftStream.Core.Tests.OpenData;

/// <summary>A call made up from one row of the catalogue alone, and a state that holds the resource it names with other values.</summary>
internal sealed class SyntheticCall
{
    private const string Account = "210987654321";
    private const string Region = "eu-west-2";
    private readonly JsonObject _request = [];
    private readonly JsonObject _response = [];
    private readonly JsonObject _attributes = [];
    private readonly EventKey _key;
    private readonly ResourceType _type;
    private readonly bool _agrees;
    private int _names;

    /// <summary>A call and a state that it changes, or that already is so.</summary>
    /// <param name="key">The event.</param>
    /// <param name="row">The row of the catalogue.</param>
    /// <param name="isSettled">The state already is as the call leaves it.</param>
    public SyntheticCall(EventKey key, EventRow row, bool isSettled)
    {
        (_key, _type) = (key, row.Type!);
        _agrees = isSettled != TakesAway(key.Operation);
        foreach (var id in row.Ids)
        {
            Identify(id.XmlPath ?? id.Path, id.Attributes, _request);
        }

        foreach (var pair in row.Outs)
        {
            Identify(pair.XmlPath ?? pair.Path, pair.Attributes, _response);
        }

        foreach (var pair in row.Pairs.Where(p => !p.IsWeak && !p.Path.Contains('=', StringComparison.Ordinal)))
        {
            Change(pair);
        }
    }

    // A state writes every attribute, whether anybody set it or not.
    private JsonObject Complete => new(
        _type.Attributes.Where(a => !_attributes.ContainsKey(a.Key)).Select(a => KeyValuePair.Create(a.Key, Unset(a.Value))).Concat(_attributes.Select(a => KeyValuePair.Create(a.Key, a.Value?.DeepClone()))));

    /// <summary>Where the resource is in the state.</summary>
    public string Address => _type.Name + ".it";

    /// <summary>The attributes of which the call sets something to another value than the state holds.</summary>
    public HashSet<string> Changed { get; } = [];

    /// <summary>The record.</summary>
    public CloudTrailEvent Record => EventReader.Read(JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["eventID"] = "e-1",
        ["eventTime"] = "2026-05-04T09:00:01Z",
        ["eventSource"] = _key.Source,
        ["eventName"] = _key.Operation,
        ["awsRegion"] = Region,
        ["recipientAccountId"] = Account,
        ["userIdentity"] = new JsonObject { ["type"] = "IAMUser", ["userName"] = "gardener" },
        ["requestParameters"] = _request.DeepClone(),
        ["responseElements"] = _response.Count == 0 ? null : _response.DeepClone(),
    }));

    /// <summary>The state, with a queue beside the resource that says in which account all of it lives.</summary>
    public StateIndex States
    {
        get
        {
            var resources = new JsonArray(
                new JsonObject { ["address"] = "aws_sqs_queue.anchor", ["attributes"] = new JsonObject { ["arn"] = $"arn:aws:sqs:{Region}:{Account}:anchor" } },
                new JsonObject { ["address"] = Address, ["attributes"] = Complete });
            var state = ShortState.Expand(new() { ["resources"] = resources }, "orchard");
            return StateIndex.Build(EventCatalog.Load(), [StateReader.Read(JsonSerializer.SerializeToUtf8Bytes(state), new StateSource("orchard", "orchard.tfstate"))]);
        }
    }

    /// <summary>The call and the type, for lists of misses.</summary>
    public override string ToString() => $"{_key.Source.Split('.')[0]}:{_key.Operation} on {_type.Name}";

    // Two members may be parts of one id, or two names that the derivation has for one member.
    private void Identify(string member, IReadOnlyList<string> attributes, JsonObject document)
    {
        var path = attributes.FirstOrDefault(a => At(a) is null) ?? attributes[0];
        var held = At(path)?.ToString();
        var isPart = held is not null && path == "id" && document == _request;
        var name = held is null || isPart ? $"plum{++_names}" : held;
        Put(document, member.Split('.'), name);
        foreach (var attribute in attributes.Where(a => At(a) is null).Append(path).Distinct())
        {
            Hold(attribute, isPart ? $"{held},{name}" : name);
        }
    }

    private void Change(MemberPair pair)
    {
        var path = pair.Attributes[0];
        var (before, after) = _type.Attribute(path) switch
        {
            { Kind: AttributeKind.Text } => ((JsonNode?)"pear", (JsonNode?)"plum"),
            { Kind: AttributeKind.Integer or AttributeKind.Float } => (3, 7),
            { Kind: AttributeKind.Bool } => (false, true),
            { Kind: AttributeKind.List or AttributeKind.Set, Nested.Count: 0 } => (new JsonArray("pear"), new JsonArray("plum")),
            _ => (null, null),
        };
        if (before is null || after is null || At(path) is not null || _type.Attribute(path.Split('.')[0]) is { IsComputedOnly: true } || _type.Attribute(path) is { IsComputedOnly: true } or { IsWriteOnly: true })
        {
            return;
        }

        if (Put(_request, (pair.XmlPath ?? pair.Path).Split('.'), after))
        {
            Hold(path, _agrees ? after.DeepClone() : before);
            Changed.Add(AttributePath.Root(path));
        }
    }

    private bool Put(JsonObject document, string[] path, JsonNode value)
    {
        var at = document;
        foreach (var name in path[..^1].Select(Recorded))
        {
            if (at[name] is not null and not JsonObject)
            {
                return false;
            }

            at = (at[name] ??= new JsonObject()).AsObject();
        }

        return at[Recorded(path[^1])] is null && (at[Recorded(path[^1])] = value) is not null;
    }

    private static bool TakesAway(string operation) =>
        Verbs.Removes(operation) || (operation.StartsWith("Reset", StringComparison.Ordinal) && operation.EndsWith("ParameterGroup", StringComparison.Ordinal));

    private static JsonNode? Unset(AttributeFacts facts) => facts.Kind switch
    {
        AttributeKind.Bool => JsonValue.Create(false),
        AttributeKind.List or AttributeKind.Set => new JsonArray(),
        AttributeKind.Map => new JsonObject(),
        _ => null,
    };

    // S3 keeps the spelling of its XML and calls the bucket otherwise.
    private string Recorded(string member) => (_key.Source, member) switch
    {
        ("s3.amazonaws.com", "Bucket") => "bucketName",
        ("s3.amazonaws.com", _) => member,
        _ => char.ToLowerInvariant(member[0]) + member[1..],
    };

    private JsonNode? At(string path) => path.Split('.').Aggregate((JsonNode?)_attributes, (at, name) => at switch
    {
        JsonArray { Count: > 0 } list => list[0]![name],
        JsonObject map => map[name],
        _ => null,
    });

    private void Hold(string path, JsonNode value)
    {
        var (at, names, so) = (_attributes, path.Split('.'), "");
        foreach (var name in names[..^1])
        {
            so = so.Length == 0 ? name : $"{so}.{name}";
            var isList = _type.Attribute(so) is { Kind: AttributeKind.List or AttributeKind.Set };
            at[name] ??= isList ? new JsonArray(new JsonObject()) : new JsonObject();
            at = (at[name] is JsonArray list ? list[0]! : at[name]!).AsObject();
        }

        at[names[^1]] = value is JsonValue && _type.Attribute(path) is { Kind: AttributeKind.List or AttributeKind.Set } ? new JsonArray(value) : value;
    }
}
