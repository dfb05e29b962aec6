using DriftStream.Core.CloudTrail;
using DriftStream.Core.Feeds;
using DriftStream.Core.Judging;
using DriftStream.Core.Tests.CloudTrail;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Feeds;

public sealed class FeedGuardTests
{
    private const string Account = "111122223333";
    private const string Region = "eu-west-1";
    private const string Runner = "arn:aws:iam::*:role/terraform-*";

    private static readonly FeedParts Parts = new()
    {
        Queues = [new("driftstream-events", Account, Region), FeedPart.Parse($"arn:aws:sqs:{Region}:{Account}:driftstream-parked")],
        Rules = [FeedPart.Parse("driftstream-changes")],
        Buses = [FeedPart.Parse("default")],
        Topics = [FeedPart.Parse($"arn:aws:sns:{Region}:{Account}:cloudtrail")],
        Trails = [FeedPart.Parse("org-trail")],
        Keys = [FeedPart.Parse($"arn:aws:kms:{Region}:{Account}:key/0f1e2d3c-1111-2222-3333-444455556666")],
    };

    [Theory]
    [InlineData("cloudtrail", "StopLogging", """{"name":"org-trail"}""")]
    [InlineData("cloudtrail", "DeleteTrail", """{"name":"arn:aws:cloudtrail:eu-west-1:111122223333:trail/org-trail"}""")]
    [InlineData("cloudtrail", "UpdateTrail", """{"name":"some-other-trail","isMultiRegionTrail":false}""")]
    [InlineData("cloudtrail", "PutEventSelectors", """{"trailName":"org-trail","eventSelectors":[{"includeManagementEvents":false}]}""")]
    [InlineData("events", "DisableRule", """{"name":"driftstream-changes"}""")]
    [InlineData("events", "DeleteRule", """{"name":"driftstream-changes","force":true}""")]
    [InlineData("events", "PutRule", """{"name":"driftstream-changes","state":"DISABLED"}""")]
    [InlineData("events", "PutTargets", """{"rule":"driftstream-changes","targets":[]}""")]
    [InlineData("events", "RemoveTargets", """{"rule":"driftstream-changes","ids":["queue"]}""")]
    [InlineData("events", "RemovePermission", """{"statementId":"others"}""")]
    [InlineData("events", "PutPermission", """{"eventBusName":"default","policy":"{}"}""")]
    [InlineData("sqs", "SetQueueAttributes", """{"queueUrl":"https://sqs.eu-west-1.amazonaws.com/111122223333/driftstream-events","attributes":{"Policy":"{}"}}""")]
    [InlineData("sqs", "PurgeQueue", """{"queueUrl":"https://sqs.eu-west-1.amazonaws.com/111122223333/driftstream-events"}""")]
    [InlineData("sqs", "DeleteQueue", """{"queueUrl":"https://sqs.eu-west-1.amazonaws.com/111122223333/driftstream-parked"}""")]
    [InlineData("sns", "DeleteTopic", """{"topicArn":"arn:aws:sns:eu-west-1:111122223333:cloudtrail"}""")]
    [InlineData("sns", "Unsubscribe", """{"subscriptionArn":"arn:aws:sns:eu-west-1:111122223333:cloudtrail:5be8a1f0-0000-4000-8000-000000000001"}""")]
    [InlineData("kms", "DisableKey", """{"keyId":"0f1e2d3c-1111-2222-3333-444455556666"}""")]
    public void Whoever_touches_the_feed_is_told_as_critical(string service, string name, string request)
    {
        var threat = FeedGuard.Look(Call(service, name, request), Parts, [])!;

        threat.Severity.ShouldBe(Severity.Critical);
        threat.Headline.ShouldStartWith("DriftStream may be blind: ");
        threat.Text.ShouldContain("alice@example.com called " + name);
    }

    [Theory]
    [InlineData("events", "DisableRule", """{"name":"nightly-report"}""")]
    [InlineData("events", "EnableRule", """{"name":"driftstream-changes"}""")]
    [InlineData("events", "DisableRule", null)]
    [InlineData("events", "PutPermission", """{"eventBusName":"orders","policy":"{}"}""")]
    [InlineData("sqs", "PurgeQueue", """{"queueUrl":"https://sqs.eu-west-1.amazonaws.com/111122223333/orders"}""")]
    [InlineData("sqs", "PurgeQueue", """{"queueUrl":"https://sqs.eu-west-1.amazonaws.com/444455556666/driftstream-events"}""")]
    [InlineData("sqs", "TagQueue", """{"queueUrl":"https://sqs.eu-west-1.amazonaws.com/111122223333/driftstream-events"}""")]
    [InlineData("kms", "DisableKey", """{"keyId":"aaaaaaaa-1111-2222-3333-444455556666"}""")]
    [InlineData("cloudtrail", "StartLogging", """{"name":"org-trail"}""")]
    public void What_is_not_part_of_the_feed_or_does_it_no_harm_is_left_alone(string service, string name, string? request) =>
        FeedGuard.Look(Call(service, name, request), Parts, []).ShouldBeNull();

    [Fact]
    public void A_queue_of_the_same_name_in_another_region_is_another_queue() =>
        FeedGuard.Look(Call("sqs", "PurgeQueue", """{"queueUrl":"https://sqs.us-east-1.amazonaws.com/111122223333/driftstream-events"}""", region: "us-east-1"), Parts, []).ShouldBeNull();

    [Fact]
    public void What_AWS_refused_did_no_harm() =>
        FeedGuard.Look(Call("cloudtrail", "StopLogging", """{"name":"org-trail"}""", error: "AccessDenied"), Parts, []).ShouldBeNull();

    [Fact]
    public void A_declared_runner_of_Terraform_is_told_as_high_with_its_name()
    {
        var threat = FeedGuard.Look(Call("events", "PutRule", """{"name":"driftstream-changes"}""", role: "terraform-apply", agent: "APN/1.0 HashiCorp/1.0 Terraform/1.9.8"), Parts, [Runner])!;

        threat.Severity.ShouldBe(Severity.High);
        threat.Headline.ShouldEndWith("by Terraform");
        threat.Text.ShouldContain("terraform");
    }

    [Theory]
    [InlineData("Operations", "APN/1.0 HashiCorp/1.0 Terraform/1.9.8")]
    [InlineData("terraform-apply", "aws-cli/2.15.0")]
    public void Whoever_only_claims_to_be_the_runner_stays_critical(string role, string agent) =>
        FeedGuard.Look(Call("events", "DeleteRule", """{"name":"driftstream-changes"}""", role: role, agent: agent), Parts, [Runner])!.Severity.ShouldBe(Severity.Critical);

    [Fact]
    public void Names_that_others_chose_come_on_one_line() =>
        FeedGuard.Look(Call("cloudtrail", "DeleteTrail", """{"name":"trail\nwith\u202elines"}"""), Parts, [])!.Headline.ShouldBe("DriftStream may be blind: trail trail with\uFFFDlines was deleted");

    private static CloudTrailEvent Call(
        string service, string name, string? request, string region = Region, string? error = null, string role = "Operations", string agent = "aws-cli/2.15.0") => Sample.Event(
        ("eventSource", $"\"{service}.amazonaws.com\""),
        ("eventName", $"\"{name}\""),
        ("awsRegion", $"\"{region}\""),
        ("recipientAccountId", $"\"{Account}\""),
        ("readOnly", "false"),
        ("userAgent", $"\"{agent}\""),
        ("errorCode", error is null ? "null" : $"\"{error}\""),
        ("requestParameters", request ?? "null"),
        ("userIdentity",
            $$"""
            {"type":"AssumedRole","principalId":"AROAEXAMPLE:alice@example.com","arn":"arn:aws:sts::{{Account}}:assumed-role/{{role}}/alice@example.com","accountId":"{{Account}}",
             "sessionContext":{"sessionIssuer":{"type":"Role","arn":"arn:aws:iam::{{Account}}:role/{{role}}","accountId":"{{Account}}","userName":"{{role}}"} } }
            """));
}
