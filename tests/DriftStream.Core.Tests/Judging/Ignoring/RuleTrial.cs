using System.Text.Json;
using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Ignoring;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Tests.CloudTrail;

namespace DriftStream.Core.Tests.Judging.Ignoring;

/// <summary>One state, events as they come, and rules that may change between them.</summary>
internal sealed class RuleTrial(params IgnoreRule[] rules)
{
    public const string Bucket = "aws_s3_bucket.ledgers";
    public const string Nodes = "module.eks[\"blue\"].aws_autoscaling_group.nodes[0]";

    private static readonly EventCatalog Catalog = EventCatalog.Load();
    private static readonly StateIndex States = StateIndex.Build(Catalog, [State()]);
    private DeviationBook _book = DeviationBook.Empty;

    /// <summary>The rules in force.</summary>
    public IgnoreRule[] Rules { get; set; } = rules;

    /// <summary>The addresses with an open drift.</summary>
    public IEnumerable<string> Open => _book.All.Where(a => a.Value.Any(d => d.IsOpen)).Select(a => a.Key.Address);

    /// <summary>Everything that is remembered.</summary>
    public DeviationBook Book => _book;

    /// <summary>Judges the next event, which concerns one thing.</summary>
    public Finding Judge(CloudTrailEvent change)
    {
        var judgement = New().Decide(change, States, _book);
        _book = judgement.Deviations;
        return judgement.Findings.Single();
    }

    /// <summary>What <c>explain</c> tells of the rules.</summary>
    public IEnumerable<string> Explain(CloudTrailEvent change) => New().Explain(change, States, _book).Steps.Where(s => s.Name == "ignore").SelectMany(s => s.Text.Split('\n'));

    public static CloudTrailEvent Tags(int minute, params (string Key, string Value)[] tags) => Event(minute, "s3", "PutBucketTagging", new JsonObject
    {
        ["bucketName"] = "ledgers",
        ["tagging"] = "",
        ["Tagging"] = new JsonObject { ["TagSet"] = new JsonObject { ["Tag"] = new JsonArray([.. tags.Select(t => new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value })]) } },
    });

    public static CloudTrailEvent Scale(int minute, int? desired = null, int? most = null)
    {
        var request = new JsonObject { ["autoScalingGroupName"] = "eks-nodes" };
        if (desired is not null)
        {
            request["desiredCapacity"] = desired;
        }

        if (most is not null)
        {
            request["maxSize"] = most;
        }

        return Event(minute, "autoscaling", "UpdateAutoScalingGroup", request);
    }

    public static CloudTrailEvent Delete(int minute) => Event(minute, "s3", "DeleteBucket", new JsonObject { ["bucketName"] = "ledgers" });

    public static CloudTrailEvent CreateUser(int minute, string name) => Event(minute, "iam", "CreateUser", new JsonObject { ["userName"] = name });

    public static CloudTrailEvent AddKey(int minute) => Event(minute, "iam", "CreateAccessKey", new JsonObject { ["userName"] = "robot" }, new JsonObject { ["accessKey"] = new JsonObject { ["accessKeyId"] = "AKIAEXAMPLE7", ["userName"] = "robot", ["status"] = "Active" } });

    public static CloudTrailEvent DeleteKey(int minute) => Event(minute, "iam", "DeleteAccessKey", new JsonObject { ["userName"] = "robot", ["accessKeyId"] = "AKIAEXAMPLE7" });

    public static CloudTrailEvent Event(int minute, string service, string name, JsonNode request, JsonNode? response = null) => Sample.Event(
        ("eventID", $"\"e-{minute:00}\""),
        ("eventTime", $"\"2026-04-11T08:{minute:00}:00Z\""),
        ("eventSource", $"\"{service}.amazonaws.com\""),
        ("eventName", $"\"{name}\""),
        ("requestParameters", request.ToJsonString()),
        ("responseElements", response?.ToJsonString() ?? "null"));

    private Judge New() => new(Catalog, new JudgeSettings { Ignore = new(Rules) });

    private static TerraformState State()
    {
        var resources = JsonNode.Parse("""
            {"resources": [
              {"address": "aws_s3_bucket.ledgers", "attributes": {"id": "ledgers", "bucket": "ledgers", "arn": "arn:aws:s3:::ledgers", "tags": {"owner": "finance"}, "tags_all": {"owner": "finance"}}},
              {"address": "module.eks[\"blue\"].aws_autoscaling_group.nodes[0]", "attributes": {"id": "eks-nodes", "name": "eks-nodes", "desired_capacity": 2, "min_size": 1, "max_size": 6}},
              {"address": "aws_iam_user.robot", "attributes": {"id": "robot", "name": "robot", "arn": "arn:aws:iam::210987654321:user/robot", "path": "/"}}
            ]}
            """)!.AsObject();
        return StateReader.Read(JsonSerializer.SerializeToUtf8Bytes(Tests.Judging.ShortState.Expand(resources, "lineage")), new StateSource("prod", "prod.tfstate"));
    }
}
