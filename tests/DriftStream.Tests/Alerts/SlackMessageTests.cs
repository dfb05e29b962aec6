using System.Text.Json.Nodes;
using DriftStream.Alerts;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Ledger;
using DriftStream.Tests.Ledger;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Alerts;

public sealed class SlackMessageTests
{
    private const string Drift = "D-7K2M9QXA4T";

    private static readonly AlertContext Context = new(
        new Uri("https://drift.acme.example/"), new Dictionary<string, string> { ["111122223333"] = "acme-prod" });

    private static readonly ResourceRef Bucket = new("aws_s3_bucket.data", "aws_s3_bucket", "acme-data", "prod/terraform.tfstate", null);
    private static readonly ResourceRef Group = new("module.net[\"eu\"].aws_security_group.web[0]", "aws_security_group", "sg-0a1b2c3d", "prod/terraform.tfstate", null);

    public static TheoryData<string> Names => [.. Findings().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_kind_of_news_has_its_approved_message_within_slacks_limits(string name)
    {
        var message = SlackMessage.ToJson(Findings()[name], Context);

        ShouldFitSlack(JsonNode.Parse(message)!);
        message.ShouldBeApprovedJson(name);
    }

    [Fact]
    public void Without_a_public_address_there_are_no_links()
    {
        var message = SlackMessage.ToJson(Findings()["security-group-open"], AlertContext.Empty);

        message.ShouldNotContain("Details>");
        message.ShouldContain("111122223333 eu-west-1");
    }

    [Fact]
    public void A_finding_with_everything_too_long_still_fits()
    {
        var endless = new string('&', 5_000);
        var finding = Finding(
            Verdict.Drift, Severity.Critical, new(endless, endless, endless, endless, null), new Change(endless, Value.Of(endless), Value.Of("`" + endless)), new Change("b", Value.Null, Value.Of(1)))
            with
        {
            Reason = endless,
            Actor = Facts.Alice with { Name = endless, SourceIp = endless, Role = endless },
            Event = new(endless, Facts.Noon, endless, endless, endless, endless),
        };

        ShouldFitSlack(JsonNode.Parse(SlackMessage.ToJson(Occasion(finding), Context))!);
    }

    private static Dictionary<string, AlertOccasion> Findings() => new()
    {
        ["tag-drift"] = Occasion(Finding(Verdict.Drift, Severity.Low, Bucket, new Change("tags.drift", Value.Null, Value.Of("spotted")))),
        ["security-group-open"] = Occasion(Finding(
            Verdict.Drift, Severity.Critical, Group, new Change("ingress", Value.Null, Rule("0.0.0.0/0", "temp ssh")), new Change("ingress", Value.Null, Rule("::/0", "")))
            with
        { Event = new("e-2", Facts.Noon, "ec2.amazonaws.com", "AuthorizeSecurityGroupIngress", "111122223333", "eu-west-1") }),
        ["job"] = Occasion(Finding(Verdict.Deleted, Severity.High, new("aws_db_instance.orders", "aws_db_instance", "orders", "prod", null)) with { Actor = Facts.Job }),
        ["deleted"] = Occasion(Finding(Verdict.Deleted, Severity.High, new("aws_db_instance.orders", "aws_db_instance", "orders", "prod", null))),
        ["attached"] = Occasion(Finding(
            Verdict.Attached, Severity.High, new("aws_iam_user.bob", "aws_iam_user", "bob", "iam", null), new Change("aws_iam_access_key", Value.Null, Value.MapOf(("id", Value.Of("AKIAEXAMPLE")), ("status", Value.Of("Active")))))),
        ["touched-hidden"] = Occasion(Finding(
            Verdict.Touched, Severity.Medium, new("aws_db_instance.orders", "aws_db_instance", "orders", "prod", null), Change.Concealed("password"))),
        ["unmanaged"] = Occasion(Finding(Verdict.Unmanaged, Severity.High, new(null, "aws_lambda_permission", "open", null, "aws_lambda_function.api")) with { Drift = null }),
        ["reverted"] = Occasion(
            Finding(Verdict.Reverted, Severity.Info, Group, new Change("ingress", Rule("0.0.0.0/0", "temp ssh"), Value.Null)), opened: Facts.Noon.AddSeconds(-832)),
        ["partly-reverted"] = Occasion(Finding(Verdict.Reverted, Severity.Info, Bucket, new Change("tags.drift", Value.Of("spotted"), Value.Null)), stillOpen: 2),
        ["hostile"] = Occasion(Finding(
            Verdict.Drift, Severity.Low, Bucket, new Change("tags.note", Value.Null, Value.Of("*urgent* `rm -rf` <https://evil.example|Reset>\n@here & \u202Eevil\u200B :skull: ~x~ _y_"))) with
        {
            Actor = Facts.Alice with { Name = "<!channel> <@U123> ad\u200Bmin", SourceIp = "1.2.3.4|<!here>" },
            Event = new("e`1<!everyone>", Facts.Noon, "s3.amazonaws.com", "Put`BucketTagging", "111122223333", "eu-west-1"),
            Reason = "set to <!channel> ```",
        }),
        ["policy"] = Occasion(Finding(
            Verdict.Drift, Severity.High, Bucket, new Change("policy", Policy(("Read", "arn:aws:iam::111122223333:root")), Policy(("Read", "arn:aws:iam::111122223333:root"), ("Public", "*"))))),
        ["two-hundred-changes"] = Occasion(Finding(
            Verdict.Drift, Severity.Medium, Bucket, [.. Enumerable.Range(0, 200).Select(i => new Change($"tags.key{i:000}", Value.Null, Value.Of($"value {i}")))])),
        ["encryption-rule"] = Occasion(BySso(Finding(
            Verdict.Drift,
            Severity.Medium,
            new("aws_s3_bucket_server_side_encryption_configuration.data", "aws_s3_bucket_server_side_encryption_configuration", "acme-data", "prod", null),
            new Change("rule", Encryption("AES256", "", keyEnabled: false), Value.Null),
            new Change("rule", Value.Null, Encryption("aws:kms", "arn:aws:kms:eu-west-1:111122223333:key/1", keyEnabled: true))))),
        ["encryption"] = Occasion(Finding(
            Verdict.Drift, Severity.High, Bucket, new Change("server_side_encryption_configuration.rule.sse_algorithm", Value.Of("AES256"), Value.Of("aws:kms")), new Change("server_side_encryption_configuration.rule.kms_master_key_id", Value.Null, Value.Of("arn:aws:kms:eu-west-1:111122223333:key/1")))),
    };

    private static Finding Finding(Verdict verdict, Severity severity, ResourceRef resource, params Change[] changes) => new(
        verdict, severity, Drift,
        new("e-1", Facts.Noon, "s3.amazonaws.com", "PutBucketTagging", "111122223333", "eu-west-1"),
        Facts.Alice with { Via = ActorVia.Console },
        resource,
        changes,
        "the state says otherwise");

    private static AlertOccasion Occasion(Finding finding, int stillOpen = 0, DateTimeOffset? opened = null)
    {
        var end = opened is null ? null : new DriftEnd(finding.Event.Time, finding.Event.Id, finding.Actor.Name);
        var drift = new DriftRecord
        {
            Id = Drift,
            State = "prod",
            Lineage = "",
            Address = "a",
            Type = "t",
            Verdict = "drift",
            Severity = "low",
            OpenedAt = opened ?? finding.Event.Time,
            OpenedEvent = "e-0",
            LastChangeAt = finding.Event.Time,
            LastEvent = finding.Event.Id,
            End = end,
        };
        return new("A-0123456789", finding, drift, stillOpen);
    }

    private static Value Rule(string source, string description) => Value.MapOf(
        ("cidr_blocks", Value.ListOf(source.Contains(':') ? [] : [Value.Of(source)])),
        ("description", Value.Of(description)),
        ("from_port", Value.Of(22)),
        ("ipv6_cidr_blocks", Value.ListOf(source.Contains(':') ? [Value.Of(source)] : [])),
        ("prefix_list_ids", Value.EmptyList),
        ("protocol", Value.Of("tcp")),
        ("security_groups", Value.EmptyList),
        ("self", Value.False),
        ("to_port", Value.Of(22)));

    private static Finding BySso(Finding finding) => finding with { Actor = finding.Actor with { Role = "AWSReservedSSO_Operations_0123456789abcdef" } };

    private static Value Encryption(string algorithm, string key, bool keyEnabled) => Value.MapOf(
        ("apply_server_side_encryption_by_default", Value.ListOf(Value.MapOf(("kms_master_key_id", Value.Of(key)), ("sse_algorithm", Value.Of(algorithm))))),
        ("bucket_key_enabled", Value.Of(keyEnabled)));

    private static Value Policy(params (string Sid, string Principal)[] statements) => Value.MapOf(
        ("Version", Value.Of("2012-10-17")),
        ("Statement", Value.ListOf(statements.Select(s => Value.MapOf(
            ("Sid", Value.Of(s.Sid)), ("Effect", Value.Of("Allow")), ("Principal", Value.Of(s.Principal)), ("Action", Value.Of("s3:GetObject")))))));

    private static void ShouldFitSlack(JsonNode message)
    {
        var blocks = message["blocks"]!.AsArray().Concat(message["attachments"]![0]!["blocks"]!.AsArray()).ToList();

        blocks.Count.ShouldBeLessThanOrEqualTo(12);
        message["text"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(3_000);
        foreach (var block in blocks)
        {
            var kind = block!["type"]!.GetValue<string>();
            block["text"]?["text"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(kind == "header" ? 150 : 3_000);
            foreach (var text in (block["fields"] ?? block["elements"])?.AsArray() ?? [])
            {
                text!["text"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(2_000);
                text["verbatim"]!.GetValue<bool>().ShouldBeTrue();
            }
        }

        (message.ToJsonString().Replace("<!date^", "").Contains("<!", StringComparison.Ordinal)).ShouldBeFalse();
    }
}
