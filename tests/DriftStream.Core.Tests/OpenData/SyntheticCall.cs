using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Tests.OpenData;

/// <summary>A call made up from one row of the catalogue, and a state that holds the resource it names.</summary>
internal sealed class SyntheticCall
{
    /// <summary>The account that everything is in.</summary>
    public const string Account = "210987654321";

    /// <summary>The region that everything is in.</summary>
    public const string Region = "eu-west-2";

    private static readonly Judge Judge = new(EventCatalog.Load(), new JudgeSettings());
    private readonly Candidate _candidate;
    private readonly List<string> _names = [];

    /// <summary>A call that names a resource and says no more, and a state that holds it.</summary>
    public SyntheticCall(Candidate candidate, Protocol protocol)
    {
        _candidate = candidate;
        Held = new(candidate.Type);
        Request = new(protocol, candidate.Key.Operation);
        Response = new(protocol, candidate.Key.Operation);
        foreach (var id in candidate.Row.Ids.Where(i => !candidate.Row.Ids.Any(other => IsOtherName(i, other))))
        {
            IReadOnlyList<string> attributes = id.Attributes.Count > 0 ? id.Attributes : [TagAttribute(id.Path)];
            Identify(Request, id.XmlPath ?? id.Path, attributes, id.IsApproximate);
        }

        foreach (var pair in candidate.Row.Outs)
        {
            Identify(Response, pair.XmlPath ?? pair.Path, pair.Attributes, isPart: false);
        }
    }

    /// <summary>What the state holds.</summary>
    public HeldAttributes Held { get; }

    /// <summary>What the call sends.</summary>
    public RecordedParameters Request { get; }

    /// <summary>What AWS answers.</summary>
    public RecordedParameters Response { get; }

    /// <summary>Where the resource is in the state.</summary>
    public string Address => _candidate.Type.Name + ".it";

    /// <summary>What names the resource in the answer.</summary>
    public HashSet<string?> Answered { get; } = [];

    /// <summary>The types that such a call can make.</summary>
    public IEnumerable<string> Made => Candidate.Rows(_candidate.Key).Where(r => r is { Effect: RowEffect.Create, Type: not null }).Select(r => r.Type!.Name);

    /// <summary>The operation.</summary>
    public string Operation => _candidate.Key.Operation;

    /// <summary>The attribute that an Enable or Disable call switches; null where it is none.</summary>
    public string? SwitchedAttribute => _candidate.Row.Touch.FirstOrDefault(a => a.Contains("enable", StringComparison.Ordinal) && _candidate.Type.Attribute(a)?.Kind == AttributeKind.Bool);

    /// <summary>How CloudTrail may write a call of this service.</summary>
    public static IEnumerable<Protocol> Protocols(Candidate candidate) => (candidate.Key.Source.Split('.')[0], candidate.Type.Package) switch
    {
        ("ec2", _) => candidate.Key.Operation switch
        {
            "ModifySecurityGroupRules" => [Protocol.Ec2Request],
            "CreateNetworkAclEntry" or "ReplaceNetworkAclEntry" or "AuthorizeSecurityGroupIngress" or "AuthorizeSecurityGroupEgress" or "CreateTags" or "DeleteTags" => [Protocol.Ec2],
            _ => [Protocol.Ec2, Protocol.Ec2Request],
        },
        ("s3", "s3") => [Protocol.S3],
        ("sns" or "sqs", _) => [Protocol.Attributes],
        _ => [Protocol.Json],
    };

    /// <summary>What the judge says.</summary>
    /// <param name="change">Changes the record before it is judged.</param>
    /// <param name="isHeld">Whether the state holds the resource.</param>
    /// <param name="stranger">A type that the state holds instead under the same names.</param>
    public IReadOnlyList<Finding> Judged(Action<JsonObject>? change = null, bool isHeld = true, string? stranger = null)
    {
        var record = new JsonObject
        {
            ["eventID"] = "e-1",
            ["eventTime"] = "2026-05-04T09:00:01Z",
            ["eventSource"] = _candidate.Key.Source,
            ["eventName"] = _candidate.Key.Operation,
            ["awsRegion"] = Region,
            ["recipientAccountId"] = Account,
            ["userIdentity"] = new JsonObject { ["type"] = "AssumedRole", ["accountId"] = Account },
            ["requestParameters"] = Request.ToJson(),
            ["responseElements"] = Response.IsEmpty ? null : Response.ToJson(),
        };
        change?.Invoke(record);
        return Judge.Decide(EventReader.Read(JsonSerializer.SerializeToUtf8Bytes(record)), States(isHeld, stranger), DeviationBook.Empty).Findings;
    }

    // A queue beside the resource says in which account all of it lives.
    private StateIndex States(bool isHeld, string? stranger)
    {
        List<string> resources = [Resource("aws_sqs_queue", "anchor", $$"""{"arn":"arn:aws:sqs:{{Region}}:{{Account}}:anchor"}""")];
        if (stranger is not null)
        {
            List<string> names = [.. _names.Where(n => !n.StartsWith("arn:", StringComparison.Ordinal)).DefaultIfEmpty("plum")];
            resources.Add(Resource(stranger, "it", new JsonObject { ["id"] = string.Join(',', names), ["name"] = names[0] }.ToJsonString()));
        }
        else if (isHeld)
        {
            resources.Add(Resource(_candidate.Type.Name, "it", Held.ToString()));
        }

        var state = $$"""{"version":4,"terraform_version":"1.13.4","serial":1,"lineage":"orchard","outputs":{},"resources":[{{string.Join(',', resources)}}]}""";
        return StateIndex.Build(EventCatalog.Load(), [StateReader.Read(Encoding.UTF8.GetBytes(state), new StateSource("orchard", "orchard.tfstate"))]);
    }

    private static string Resource(string type, string name, string attributes) =>
        $$"""{"mode":"managed","type":"{{type}}","name":"{{name}}","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"schema_version":0,"attributes":{{attributes}},"sensitive_attributes":[]}]}""";

    // Two members may be parts of one id, or two names that the derivation has for one member.
    private void Identify(RecordedParameters document, string member, IReadOnlyList<string> attributes, bool isPart)
    {
        var path = attributes.FirstOrDefault(a => Held[a] is null) ?? attributes[0];
        var held = Held[path];
        var joins = held is not null && document == Request && path == "id";
        var name = held is null || joins ? Name(path == "id" && member.EndsWith("Arn", StringComparison.OrdinalIgnoreCase) ? "arn" : path) : held.DeepClone();
        if (path == "id" && Held["arn"] is null && Held.Knows("arn") && name.ToString().StartsWith("arn:", StringComparison.Ordinal))
        {
            Held.Set("arn", name.DeepClone());
        }

        _names.Add(name.ToString());
        if (document == Response)
        {
            Answered.Add(name.ToString());
        }

        document.Put(member, name.DeepClone(), CallEssentials.Elements(this, member));
        foreach (var attribute in attributes.Where(a => Held[a] is null).Append(path).Distinct())
        {
            Held.Set(attribute, joins ? $"{held},{name}" : isPart ? $"grove,{name}" : attribute == path ? name.DeepClone() : Known(attribute, name));
        }
    }

    // One ARN or another: not every id that a tagging call can have is there for every type.
    private string TagAttribute(string member) => (member, _candidate.Type.Attributes.ContainsKey("key")) switch
    {
        ("Bucket", true) => "bucket",
        ("Key", true) => "key",
        _ => _candidate.Type.TagAttribute ?? "id",
    };

    // The derivation has ARN, WidgetARN and WidgetArn where the API has one of them.
    private static bool IsOtherName(IdMember longer, IdMember member)
    {
        string left = longer.Path.Split('.')[^1], right = member.Path.Split('.')[^1];
        return longer != member && longer.Attributes.SequenceEqual(member.Attributes) && left.EndsWith(right, StringComparison.OrdinalIgnoreCase)
            && (left.Length > right.Length || string.CompareOrdinal(left, right) < 0);
    }

    private JsonNode Name(string attribute) => _candidate.Type.Attribute(attribute)?.Kind switch
    {
        AttributeKind.Integer or AttributeKind.Float => 4 + _names.Count,
        AttributeKind.Bool => true,
        _ => Known(attribute, $"plum{_names.Count + 1}"),
    };

    private JsonNode Known(string attribute, JsonNode name) =>
        name.GetValueKind() != JsonValueKind.String || name.ToString().StartsWith("arn:", StringComparison.Ordinal) || !attribute.Split('.')[^1].EndsWith("arn", StringComparison.Ordinal)
            ? name.DeepClone()
            : $"arn:aws:{_candidate.Key.Source.Split('.')[0]}:{(_candidate.Type.IsGlobal ? "" : Region)}:{Account}:it/{name}";
}
