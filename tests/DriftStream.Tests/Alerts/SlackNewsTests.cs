using DriftStream.Alerts;
using DriftStream.Alerts.Sinks;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Ledger;
using DriftStream.Tests.Ledger;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Alerts;

/// <summary>Every kind of message that a bot writes, and the digests of both modes.</summary>
public sealed class SlackNewsTests
{
    private const string Drift = "D-7K2M9QXA4T";
    private static readonly AlertContext Context = new(new("https://drift.acme.example/"), new Dictionary<string, string> { ["111122223333"] = "acme-prod" });

    private static Dictionary<string, (News News, SlackForm Form)> Kinds { get; } = new()
    {
        ["bot-critical"] = (Told(Found(Severity.Critical)) with { Mention = "S0ONCALL" }, SlackForm.Buttons),
        ["bot-low"] = (Told(Found(Severity.Low)), SlackForm.Buttons),
        ["bot-acknowledged"] = (Told(Found(Severity.High), o => o with { Kind = AlertKind.Decision, Standing = "bob@example.com looks after it: Alice is on it" }), SlackForm.Buttons),
        ["bot-resolved"] = (Told(Reverted(), o => o with { Drift = Record(Severity.High, ended: true) }, open: 0), SlackForm.Buttons),
        ["bot-adopted"] = (Told(Found(Severity.Low), o => o with { Kind = AlertKind.Resolve, Drift = Record(Severity.Low, ended: true), Note = "state prod holds it as of serial 413" }, open: 0), SlackForm.Buttons),
        ["bot-digest"] = (new DigestNews("B-0123456789", "", Gathered(resolved: 3)), SlackForm.Buttons),
        ["bot-digest-over"] = (new DigestNews("B-0123456789", "", Gathered(resolved: 17)), SlackForm.Buttons),
        ["webhook-digest"] = (new DigestNews("B-0123456789", "", Gathered()), SlackForm.Links),
        ["webhook-digest-quiet"] = (new DigestNews("B-0123456789", "", Gathered() with { Actor = null, AfterQuiet = true }), SlackForm.Links),
        ["listing"] = (new ListingNews("B-0123456789/0", "", "Everything in B-0123456789: 2 changes", ["12:00:00 low: one", "12:00:01 low: two"]), SlackForm.Buttons),
        ["notice"] = (new NoticeNews("A-1", "", new(Severity.High, "No events from us-east-1 for 5 minutes", "Changes there are not seen.")), SlackForm.Links),
    };

    public static TheoryData<string> Names => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_kind_of_message_is_approved_and_within_Slacks_limits(string name)
    {
        var (news, form) = Kinds[name];

        var message = SlackNews.Of(news, Context, form).ToJson();

        message.ShouldFitSlack();
        message.ToJsonString().ShouldBeApprovedJson(name);
    }

    [Theory]
    [InlineData("reply-resolved")]
    [InlineData("reply-reminder")]
    [InlineData("reply-digest-over")]
    public void Each_line_in_a_thread_is_approved(string name)
    {
        var news = name switch
        {
            "reply-resolved" => Kinds["bot-resolved"].News,
            "reply-reminder" => Told(Found(Severity.Low), o => o with { Kind = AlertKind.Reminder, Note = "the 4 hours that bob@example.com gave it are over" }),
            _ => Kinds["bot-digest-over"].News,
        };

        var reply = SlackNews.Reply(news, Context)!.ToJson();

        reply.ShouldFitSlack();
        reply.ToJsonString().ShouldBeApprovedJson(name);
    }

    [Theory]
    [InlineData("aws_s3_bucket", "acme-data", "https://eu-west-1.console.aws.amazon.com/s3/buckets/acme-data?region=eu-west-1")]
    [InlineData("aws_lambda_function", "arn:aws:lambda:eu-west-1:111122223333:function:api", "https://eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/functions/api")]
    [InlineData("aws_cloudwatch_log_group", "/aws/lambda/api", "https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/$252Faws$252Flambda$252Fapi")]
    [InlineData("aws_s3_bucket", "a\"><script>", null)]
    [InlineData("aws_something_else", "x", null)]
    public void A_resource_leads_to_its_page_where_it_has_one(string type, string id, string? url) =>
        (ConsolePages.Of(type, id, "eu-west-1")?.AbsoluteUri).ShouldBe(url);

    [Theory]
    [InlineData("cn-north-1", "https://cn-north-1.console.amazonaws.cn/")]
    [InlineData("us-gov-west-1", "https://us-gov-west-1.console.amazonaws-us-gov.com/")]
    [InlineData("evil.example/", null)]
    [InlineData(null, null)]
    public void A_region_has_the_console_of_its_partition(string? region, string? home) => (AwsConsole.In(region)?.Home.AbsoluteUri).ShouldBe(home);

    private static Finding Found(Severity severity) =>
        Facts.Finding(Facts.Event("e-1"), Verdict.Drift, Drift, new Change("tags.drift", Value.Null, Value.Of("spotted"))) with
        {
            Severity = severity,
            Event = new("3e5d1a83-6b92-4f70-8c4d-7f1a2b935d33", Facts.Noon, "s3.amazonaws.com", "PutBucketTagging", "111122223333", "eu-west-1"),
        };

    private static Finding Reverted() => Facts.Finding(Facts.Event("e-2", second: 832), Verdict.Reverted, Drift, new Change("tags.drift", Value.Of("spotted"), Value.Null));

    private static DriftNews Told(Finding finding, Func<AlertOccasion, AlertOccasion>? change = null, int open = 1)
    {
        var occasion = new AlertOccasion("A-0123456789", finding, Record(finding.Severity, ended: false), open);
        return new("A-0123456789", "", change?.Invoke(occasion) ?? occasion);
    }

    private static DriftRecord Record(Severity severity, bool ended) => new()
    {
        Id = Drift,
        State = "prod",
        Lineage = "",
        Address = "aws_s3_bucket.data",
        Type = "aws_s3_bucket",
        Verdict = "drift",
        Severity = severity.Word(),
        OpenedAt = Facts.Noon,
        OpenedEvent = "e-1",
        OpenedBy = "alice@example.com",
        LastChangeAt = Facts.Noon,
        LastEvent = "e-1",
        End = ended ? new(Facts.Noon.AddSeconds(832), "e-2", "alice@example.com") : null,
    };

    private static Digest Gathered(int resolved = 0) => new()
    {
        Id = "B-0123456789",
        Actor = "carol@example.com",
        Sample = Found(Severity.Low),
        Severity = Severity.Low,
        Changes = 18,
        Drifts = 17,
        Resolved = resolved,
        First = Facts.Noon,
        Last = Facts.Noon.AddSeconds(118),
        Calls = [("CreateTags", 18)],
        Groups =
        [
            new("aws_instance", 9, ["module.api.aws_instance.node[\"a\"]", "module.api.aws_instance.node[\"b\"]", "module.ci.aws_instance.runner[0]"]),
            new("aws_ebs_volume", 8, ["module.api.aws_ebs_volume.data[\"a\"]", "module.api.aws_ebs_volume.data[\"b\"]", "module.ci.aws_ebs_volume.cache[0]"]),
        ],
    };
}
