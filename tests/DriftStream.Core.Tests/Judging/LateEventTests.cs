using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Judging;

/// <summary>Queues keep no order: an older event may come after a newer one that has decided the same place.</summary>
public sealed class LateEventTests
{
    private const string Rule = """{"groupId":"sg-0a1","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":22,"toPort":22,"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}]}}""";
    private static readonly Judge Judge = new(EventCatalog.Load(), new JudgeSettings());
    private static readonly StateIndex States = StateIndex.Build(EventCatalog.Load(), [State()]);

    [Theory]
    [InlineData("PutBucketTagging", """{"bucketName":"ledgers","Tagging":{"TagSet":{"Tag":{"Key":"Team","Value":"ops"}}}}""", "PutBucketTagging", """{"bucketName":"ledgers","Tagging":{"TagSet":{"Tag":{"Key":"Team","Value":"ledger"}}}}""", "s3")]
    [InlineData("CreateTags", """{"resourcesSet":{"items":[{"resourceId":"sg-0a1"}]},"tagSet":{"items":[{"key":"tmp","value":"1"}]}}""", "DeleteTags", """{"resourcesSet":{"items":[{"resourceId":"sg-0a1"}]},"tagSet":{"items":[{"key":"tmp"}]}}""", "ec2")]
    [InlineData("AuthorizeSecurityGroupIngress", Rule, "RevokeSecurityGroupIngress", Rule, "ec2")]
    public void What_a_newer_event_settled_stays_settled(string name, string request, string undo, string undoRequest, string source)
    {
        var newer = Judge.Decide(Event("e-2", "10:00:00", source, undo, undoRequest), States, DeviationBook.Empty);

        var older = Judge.Decide(Event("e-1", "09:00:00", source, name, request), States, newer.Deviations);

        var finding = older.Findings.ShouldHaveSingleItem();
        finding.Verdict.ShouldBe(Verdict.Drift);
        finding.Reason.ShouldContain("a newer event had already decided this");
        older.Late.ShouldBeTrue();
        older.Deviations.ShouldBeSameAs(newer.Deviations);
    }

    [Fact]
    public void What_a_newer_event_changed_stays_as_it_changed_it()
    {
        const string Tags = """{"resourcesSet":{"items":[{"resourceId":"sg-0a1"}]},"tagSet":{"items":[{"key":"Name","value":"VALUE"}]}}""";
        var newer = Judge.Decide(Event("e-2", "10:00:00", "ec2", "CreateTags", Tags.Replace("VALUE", "new", StringComparison.Ordinal)), States, DeviationBook.Empty);

        var older = Judge.Decide(Event("e-1", "09:00:00", "ec2", "CreateTags", Tags.Replace("VALUE", "old", StringComparison.Ordinal)), States, newer.Deviations);

        older.Late.ShouldBeTrue();
        older.Deviations.All.ShouldHaveSingleItem().Value.ShouldHaveSingleItem().InCloud.Text.ShouldBe("new");
    }

    [Theory]
    [InlineData("iam", "AttachUserPolicy", """{"userName":"bot","policyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}""", "DetachUserPolicy", """{"userName":"bot","policyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}""")]
    [InlineData("iam", "PutUserPolicy", """{"userName":"bot","policyName":"extra","policyDocument":"{}"}""", "DeleteUserPolicy", """{"userName":"bot","policyName":"extra"}""")]
    [InlineData("iam", "CreateLoginProfile", """{"userName":"bot"}""", "DeleteLoginProfile", """{"userName":"bot"}""")]
    [InlineData("lambda", "AddPermission20150331v2", """{"functionName":"thumbs","statementId":"s3","action":"lambda:InvokeFunction","principal":"*"}""", "RemovePermission20150331v2", """{"functionName":"thumbs","statementId":"s3"}""")]
    [InlineData("s3", "PutBucketPublicAccessBlock", """{"bucketName":"ledgers","PublicAccessBlockConfiguration":{"BlockPublicAcls":true}}""", "DeleteBucketPublicAccessBlock", """{"bucketName":"ledgers","publicAccessBlock":""}""")]
    public void A_child_that_is_gone_already_is_not_attached_by_its_late_addition(string source, string add, string request, string remove, string removal)
    {
        var removed = Judge.Decide(Event("e-2", "10:00:00", source, remove, removal), States, DeviationBook.Empty);
        removed.Findings.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.NotManaged);

        var added = Judge.Decide(Event("e-1", "09:00:00", source, add, request), States, removed.Deviations);

        added.Findings.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Attached);
        added.Late.ShouldBeTrue();
        added.Deviations.All.SelectMany(a => a.Value).ShouldAllBe(d => !d.IsOpen);
    }

    [Fact]
    public void A_late_rule_with_a_description_is_the_rule_that_was_revoked_without_it()
    {
        var revoked = Judge.Decide(Event("e-2", "10:00:00", "ec2", "RevokeSecurityGroupIngress", Rule), States, DeviationBook.Empty);

        var authorized = Judge.Decide(Event("e-1", "09:00:00", "ec2", "AuthorizeSecurityGroupIngress", Rule.Replace("\"0.0.0.0/0\"", "\"0.0.0.0/0\",\"description\":\"me\"", StringComparison.Ordinal)), States, revoked.Deviations);

        authorized.Late.ShouldBeTrue();
        authorized.Deviations.ShouldBeSameAs(revoked.Deviations);
    }

    [Fact]
    public void A_late_deletion_of_what_was_changed_later_opens_nothing()
    {
        var tagged = Judge.Decide(Event("e-2", "10:00:00", "iam", "TagUser", """{"userName":"bot","tags":[{"key":"a","value":"b"}]}"""), States, DeviationBook.Empty);

        var deleted = Judge.Decide(Event("e-1", "09:00:00", "iam", "DeleteUser", """{"userName":"bot"}"""), States, tagged.Deviations);

        deleted.Findings.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Deleted);
        deleted.Late.ShouldBeTrue();
        deleted.Deviations.All.ShouldHaveSingleItem().Value.Where(d => d.IsOpen).ShouldHaveSingleItem().Path.ShouldBe("tags.a");
    }

    [Fact]
    public void A_late_deletion_of_what_was_made_again_opens_nothing()
    {
        var made = Judge.Decide(Event("e-2", "10:00:00", "iam", "CreateUser", """{"userName":"bot"}"""), States, DeviationBook.Empty);

        var deleted = Judge.Decide(Event("e-1", "09:00:00", "iam", "DeleteUser", """{"userName":"bot"}"""), States, made.Deviations);

        deleted.Late.ShouldBeTrue();
        deleted.Deviations.All.SelectMany(a => a.Value).ShouldAllBe(d => !d.IsOpen);
    }

    [Fact]
    public void Of_a_change_and_a_deletion_in_one_second_the_deletion_counts()
    {
        var tagged = Judge.Decide(Event("e-2", "10:00:00", "iam", "TagUser", """{"userName":"bot","tags":[{"key":"a","value":"b"}]}"""), States, DeviationBook.Empty);

        var deleted = Judge.Decide(Event("e-1", "10:00:00", "iam", "DeleteUser", """{"userName":"bot"}"""), States, tagged.Deviations);

        deleted.Late.ShouldBeFalse();
        deleted.Deviations.All.ShouldHaveSingleItem().Value.ShouldContain(d => d.IsOpen && d.Path.Length == 0);
    }

    [Fact]
    public void A_late_change_of_what_was_deleted_opens_nothing()
    {
        var deleted = Judge.Decide(Event("e-2", "10:00:00", "iam", "DeleteUser", """{"userName":"bot"}"""), States, DeviationBook.Empty);

        var tagged = Judge.Decide(Event("e-1", "09:00:00", "iam", "TagUser", """{"userName":"bot","tags":[{"key":"a","value":"b"}]}"""), States, deleted.Deviations);

        tagged.Late.ShouldBeTrue();
        tagged.Deviations.ShouldBeSameAs(deleted.Deviations);
    }

    [Fact]
    public void What_a_newer_event_left_alone_in_a_late_one_is_still_opened()
    {
        var newer = Judge.Decide(Event("e-2", "10:00:00", "s3", "TagResource", """{"resourceArn":"arn:aws:s3:::ledgers","tags":[{"key":"Team","value":"ledger"}]}"""), States, DeviationBook.Empty);

        var older = Judge.Decide(Event("e-1", "09:00:00", "s3", "PutBucketTagging", """{"bucketName":"ledgers","Tagging":{"TagSet":{"Tag":[{"Key":"Team","Value":"ops"},{"Key":"x","Value":"1"}]}}}"""), States, newer.Deviations);

        older.Late.ShouldBeFalse();
        older.Findings.ShouldHaveSingleItem().Reason.ShouldContain("already decided tags.Team");
        older.Deviations.All.ShouldHaveSingleItem().Value.Where(d => d.IsOpen).ShouldHaveSingleItem().Path.ShouldBe("tags.x");
    }

    [Fact]
    public void What_differs_again_is_as_new_as_its_last_event()
    {
        const string Tags = """{"userName":"bot","tags":[{"key":"a","value":"VALUE"}]}""";
        var first = Judge.Decide(Event("e-1", "09:00:00", "iam", "TagUser", Tags.Replace("VALUE", "x", StringComparison.Ordinal)), States, DeviationBook.Empty);
        var again = Judge.Decide(Event("e-3", "11:00:00", "iam", "TagUser", Tags.Replace("VALUE", "x", StringComparison.Ordinal)), States, first.Deviations);

        var between = Judge.Decide(Event("e-2", "10:00:00", "iam", "TagUser", Tags.Replace("VALUE", "y", StringComparison.Ordinal)), States, again.Deviations);

        between.Late.ShouldBeTrue();
        between.Deviations.ShouldBeSameAs(again.Deviations);
    }

    [Fact]
    public void What_nothing_can_be_late_for_any_more_is_forgotten()
    {
        var detached = Judge.Decide(Event("e-1", "09:00:00", "iam", "DeleteLoginProfile", """{"userName":"bot"}"""), States, DeviationBook.Empty);

        var later = Judge.Decide(Event("e-2", "10:00:00", "iam", "TagUser", """{"userName":"bot","tags":[{"key":"a","value":"b"}]}""", day: "2026-05-19"), States, detached.Deviations);

        later.Deviations.All.ShouldHaveSingleItem().Value.ShouldHaveSingleItem().Path.ShouldBe("tags.a");
    }

    [Fact]
    public void An_older_event_on_another_tag_is_not_late()
    {
        const string Tags = """{"resourcesSet":{"items":[{"resourceId":"sg-0a1"}]},"tagSet":{"items":[{"key":"KEY","value":"x"}]}}""";
        var newer = Judge.Decide(Event("e-2", "10:00:00", "ec2", "CreateTags", Tags.Replace("KEY", "a", StringComparison.Ordinal)), States, DeviationBook.Empty);

        var older = Judge.Decide(Event("e-1", "09:00:00", "ec2", "CreateTags", Tags.Replace("KEY", "b", StringComparison.Ordinal)), States, newer.Deviations);

        older.Late.ShouldBeFalse();
        older.Deviations.All.ShouldHaveSingleItem().Value.Count(d => d.IsOpen).ShouldBe(2);
    }

    private static CloudTrailEvent Event(string id, string time, string source, string name, string request, string day = "2026-05-04") => EventReader.Read(Encoding.UTF8.GetBytes(
        $$"""{"eventID":"{{id}}","eventTime":"{{day}}T{{time}}Z","eventSource":"{{source}}.amazonaws.com","eventName":"{{name}}","requestParameters":{{request}}}"""));

    private static TerraformState State()
    {
        var resources = JsonNode.Parse("""
            {"resources":[
              {"address":"aws_security_group.edge","attributes":{"id":"sg-0a1","name":"edge","tags":{"Name":"edge"},"tags_all":{"Name":"edge"},"egress":[],"ingress":[]}},
              {"address":"aws_iam_user.bot","attributes":{"id":"bot","name":"bot","tags":{},"tags_all":{}}},
              {"address":"aws_lambda_function.thumbs","attributes":{"id":"thumbs","function_name":"thumbs"}},
              {"address":"aws_s3_bucket.ledgers","attributes":{"id":"ledgers","arn":"arn:aws:s3:::ledgers","bucket":"ledgers","tags":{"Team":"ledger"},"tags_all":{"Team":"ledger"}}}]}
            """)!.AsObject();
        return StateReader.Read(JsonSerializer.SerializeToUtf8Bytes(ShortState.Expand(resources, "lineage")), new StateSource("shop", "shop.tfstate"));
    }
}
