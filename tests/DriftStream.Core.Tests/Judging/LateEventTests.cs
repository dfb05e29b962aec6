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

    [Fact]
    public void An_older_event_on_another_tag_is_not_late()
    {
        const string Tags = """{"resourcesSet":{"items":[{"resourceId":"sg-0a1"}]},"tagSet":{"items":[{"key":"KEY","value":"x"}]}}""";
        var newer = Judge.Decide(Event("e-2", "10:00:00", "ec2", "CreateTags", Tags.Replace("KEY", "a", StringComparison.Ordinal)), States, DeviationBook.Empty);

        var older = Judge.Decide(Event("e-1", "09:00:00", "ec2", "CreateTags", Tags.Replace("KEY", "b", StringComparison.Ordinal)), States, newer.Deviations);

        older.Late.ShouldBeFalse();
        older.Deviations.All.ShouldHaveSingleItem().Value.Count(d => d.IsOpen).ShouldBe(2);
    }

    private static CloudTrailEvent Event(string id, string time, string source, string name, string request) => EventReader.Read(Encoding.UTF8.GetBytes(
        $$"""{"eventID":"{{id}}","eventTime":"2026-05-04T{{time}}Z","eventSource":"{{source}}.amazonaws.com","eventName":"{{name}}","requestParameters":{{request}}}"""));

    private static TerraformState State()
    {
        var resources = JsonNode.Parse("""
            {"resources":[
              {"address":"aws_security_group.edge","attributes":{"id":"sg-0a1","name":"edge","tags":{"Name":"edge"},"tags_all":{"Name":"edge"},"egress":[],"ingress":[]}},
              {"address":"aws_s3_bucket.ledgers","attributes":{"id":"ledgers","bucket":"ledgers","tags":{"Team":"ledger"},"tags_all":{"Team":"ledger"}}}]}
            """)!.AsObject();
        return StateReader.Read(JsonSerializer.SerializeToUtf8Bytes(ShortState.Expand(resources, "lineage")), new StateSource("shop", "shop.tfstate"));
    }
}
