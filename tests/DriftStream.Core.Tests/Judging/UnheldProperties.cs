using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Rules;
using DriftStream.Core.Judging.Severities;
using DriftStream.Core.Matching;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Judging;

/// <summary>Every call that may make something, with made-up parameters: the short ways that replay takes lead where judging leads.</summary>
public sealed class UnheldProperties
{
    private const int Variants = 6;
    private static readonly EventCatalog Catalog = EventCatalog.Load();

    [Fact]
    public void What_is_found_without_the_caller_becomes_the_finding_that_judging_gives()
    {
        var judge = new Judge(Catalog, new());
        var made = 0;
        foreach (var change in Records())
        {
            var judged = judge.Decide(change, StateIndex.Empty, DeviationBook.Empty);
            var found = judge.FindUnheld(change, StateIndex.Empty);
            if (found is null)
            {
                judged.Findings.ShouldAllBe(f => f.Verdict == Verdict.Unknown || f.Resource == null, change.Name);
                continue;
            }

            (found.Verdict, found.Severity, found.Rule, found.IsUnchecked).ShouldBe((judged.Findings[0].Verdict, judged.Findings[0].Severity, judged.Findings[0].Rule, judged.Unchecked), Text(change));
            if (found.Verdict == Verdict.Unmanaged)
            {
                made++;
                FindingJson.ToJson(Judge.Unmanaged(found, Extracted(change), SessionBook.Empty)).ShouldBe(FindingJson.ToJson(judged.Findings[0]), Text(change));
            }
        }

        made.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public void A_creation_called_plain_is_as_severe_as_all_that_is_known_of_it()
    {
        var grading = new Grading([]);
        var plain = 0;
        foreach (var change in Records())
        {
            var situation = new Situation(change, Catalog.Find(change.Source, change.Operation)!, Catalog, StateIndex.Empty, DeviationBook.Empty);
            foreach (var target in RuleBook.Targets(situation).Where(t => t is { Kind: TargetKind.Create, IsPlain: true }))
            {
                plain++;
                grading.OfPlainCreation(target.Type!).Sentence().ShouldBe(grading.OfCreation(target.Type!, target.Child).Sentence(), Text(change));
            }
        }

        plain.ShouldBeGreaterThan(1_000);
    }

    private static IEnumerable<CloudTrailEvent> Records()
    {
        var random = new Random(20260302);
        foreach (var (source, operation) in Catalog.Events)
        {
            var rows = Catalog.Find(source, operation)!;
            foreach (var row in CallFacts.Of(source, operation, rows).Creating.Take(3))
            {
                for (var variant = 0; variant < Variants; variant++)
                {
                    yield return EventReader.Read(Encoding.UTF8.GetBytes(Record(source, operation, row, random).ToJsonString()));
                }
            }
        }
    }

    private static JsonObject Record(string source, string operation, EventRow row, Random random) => new()
    {
        ["eventVersion"] = "1.11",
        ["userIdentity"] = Identity(random),
        ["eventTime"] = $"2026-03-02T14:03:{random.Next(60):D2}Z",
        ["eventSource"] = source,
        ["eventName"] = operation,
        ["awsRegion"] = "eu-west-1",
        ["sourceIPAddress"] = Any(random, "203.0.113.7", "cloudformation.amazonaws.com", "AWS Internal"),
        ["userAgent"] = Any(random, "Boto3/1.34.84", "Mozilla/5.0", "APN/1.0 HashiCorp/1.0 Terraform/1.9.5", "autoscaling.amazonaws.com", "[aws-cli/2.17.20]", "Größe"),
        ["requestParameters"] = Parameters([.. row.Ids.Select(i => i.Path), .. row.Pairs.Select(p => p.Path), "Tags", "policy"], random),
        ["responseElements"] = random.Next(4) == 0 ? null : Parameters([.. row.Outs.Select(o => o.Path), .. row.Ids.Select(i => i.Path).Take(1)], random),
        ["eventID"] = $"5d3f1c70-2b64-4e1d-9f00-{random.NextInt64(1L << 47):x12}",
        ["readOnly"] = false,
        ["recipientAccountId"] = "111122223333",
    };

    private static JsonObject Identity(Random random) => random.Next(4) switch
    {
        0 => new() { ["type"] = "IAMUser", ["arn"] = "arn:aws:iam::111122223333:user/ops/api.smith", ["accountId"] = "111122223333", ["userName"] = "api.smith", ["accessKeyId"] = "AKIAIOSFODNN7EXAMPLE" },
        1 => new() { ["type"] = "AWSService", ["invokedBy"] = Any(random, "autoscaling.amazonaws.com", "ecs-tasks.amazonaws.com", "cloudformation.amazonaws.com") },
        2 => new() { ["type"] = "Root", ["arn"] = "arn:aws:iam::111122223333:root", ["accountId"] = "111122223333", ["invokedBy"] = Any(random, "lambda.amazonaws.com", "signin.amazonaws.com") },
        _ => new()
        {
            ["type"] = "AssumedRole",
            ["principalId"] = "AROAEXAMPLEEXAMPLE12:" + Any(random, "i-0f3e2d1c0b9a87654", "jane@example.com"),
            ["arn"] = "arn:aws:sts::111122223333:assumed-role/deploy/" + Any(random, "i-0f3e2d1c0b9a87654", "jane@example.com", "GitHubActions"),
            ["accountId"] = "111122223333",
            ["sessionContext"] = new JsonObject
            {
                ["sessionIssuer"] = new JsonObject { ["type"] = "Role", ["arn"] = Any(random, "arn:aws:iam::111122223333:role/deploy", "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"), ["userName"] = "deploy" },
                ["attributes"] = new JsonObject { ["creationDate"] = "2026-03-02T13:00:00Z", ["mfaAuthenticated"] = Any(random, "true", "false") },
            },
        },
    };

    private static JsonObject Parameters(IEnumerable<string> paths, Random random)
    {
        var parameters = new JsonObject();
        foreach (var path in paths.Where(_ => random.Next(3) > 0))
        {
            Put(parameters, path.Split('.', '='), random);
        }

        return parameters;
    }

    private static void Put(JsonObject at, ReadOnlySpan<string> path, Random random)
    {
        var name = char.ToLowerInvariant(path[0][0]) + path[0][1..];
        if (path.Length == 1)
        {
            at[name] = random.Next(5) == 0 ? new JsonArray(Leaf(random), Leaf(random)) : Leaf(random);
            return;
        }

        if (at[name] is not JsonObject inner)
        {
            inner = [];
            at[name] = random.Next(3) == 0 ? new JsonObject { ["items"] = new JsonArray(inner) } : inner;
        }

        Put(inner, path[1..], random);
    }

    private static JsonNode? Leaf(Random random) => random.Next(50) switch
    {
        0 => JsonValue.Create(random.Next(70_000)),
        1 => JsonValue.Create(random.Next(2) == 0),
        2 => "0.0.0.0/0",
        3 => "*",
        4 => "arn:aws:iam::aws:policy/AdministratorAccess",
        5 => """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""",
        6 => """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}""",
        7 => "http://acs.amazonaws.com/groups/global/AllUsers",
        8 => "public-read",
        9 => "all",
        10 => "NONE",
        11 => null,
        12 => "igw-0f3e2d1c0b9a87654",
        _ => $"name-{random.Next(1_000)}",
    };

    private static string Any(Random random, params string[] texts) => texts[random.Next(texts.Length)];

    private static CloudTrailEvent Extracted(CloudTrailEvent change)
    {
        var bytes = new ArrayBufferWriter<byte>();
        EventExtract.Write(change, bytes);
        return EventExtract.Read(bytes.WrittenMemory, change.Id, change.Time);
    }

    private static string Text(CloudTrailEvent change) => Encoding.UTF8.GetString(change.Record.Span);
}
