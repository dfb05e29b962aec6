using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Lives;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Judging.Lives;

/// <summary>Terraform changes the cloud before its state says so: its calls wait for the state, and nobody else hides behind that.</summary>
public sealed class HoldTests
{
    private const string A = """[{"Key":"a","Value":"1"}]""";
    private const string B = """[{"Key":"a","Value":"2"}]""";
    private const string C = """[{"Key":"a","Value":"3"}]""";

    private static Cloud Fresh(params string[] runners) => new Cloud { Settings = new() { Mode = JudgeMode.Live, Runners = runners.Length == 0 ? [Cloud.Runner] : runners } }
        .Says(Cloud.Bucket("""{"a":"1"}"""));

    [Fact]
    public void A_call_of_the_runner_is_held_and_confirmed_by_the_state()
    {
        var cloud = Fresh();

        var judged = cloud.Hears(Cloud.Applied("e-1", "09:00:00", B));

        var finding = judged.Findings.ShouldHaveSingleItem();
        finding.Verdict.ShouldBe(Verdict.Terraform);
        finding.Reason.ShouldContain("held as Terraform's until the state says so");
        judged.Unchecked.ShouldBeFalse();
        judged.Held.ShouldHaveSingleItem().Unconfirmed!.Verdict.ShouldBe(Verdict.Drift);
        cloud.Open.ShouldBeEmpty();

        cloud.Says(Cloud.Bucket("""{"a":"2"}""", serial: 2));

        cloud.Answers.ShouldBe([("e-1", HoldAnswer.Confirmed)]);
        cloud.Book.All.SelectMany(a => a.Value).ShouldAllBe(d => !d.IsHeld && !d.IsOpen);
    }

    [Fact]
    public void What_no_state_confirms_is_a_finding_that_says_so()
    {
        var cloud = Fresh();
        cloud.Hears(Cloud.Applied("e-1", "09:00:00", B));

        var (finding, end) = cloud.EndsHolds().ShouldHaveSingleItem();

        finding.Verdict.ShouldBe(Verdict.Drift);
        finding.Reason.ShouldEndWith("made with Terraform's user agent, not in the state");
        finding.Changes.ShouldHaveSingleItem().After.Text.ShouldBe("2");
        end.IsLate.ShouldBeFalse();
        end.IsNews.ShouldBeTrue();
        cloud.Differences.ShouldBe(["aws_s3_bucket.ledgers tags.a 2"]);
        cloud.Open.ShouldHaveSingleItem().Drift.ShouldBe(finding.Drift);
    }

    [Fact]
    public void A_person_who_changes_it_again_is_told_of_at_once_and_stays_told_of()
    {
        var cloud = Fresh();
        cloud.Hears(Cloud.Applied("e-1", "09:00:00", B));

        var person = cloud.Hears(Cloud.Tagged("e-2", "09:00:30", C)).Findings.ShouldHaveSingleItem();

        person.Verdict.ShouldBe(Verdict.Drift);
        var change = person.Changes.ShouldHaveSingleItem();
        (change.Before.Text, change.After.Text).ShouldBe(("2", "3"));

        cloud.Says(Cloud.Bucket("""{"a":"2"}""", serial: 2));

        cloud.Answers.ShouldBe([("e-1", HoldAnswer.Confirmed)]);
        cloud.Differences.ShouldBe(["aws_s3_bucket.ledgers tags.a 3"]);
    }

    [Fact]
    public void A_person_who_takes_Terraforms_change_back_is_told_of_at_once()
    {
        var cloud = Fresh();
        cloud.Hears(Cloud.Applied("e-1", "09:00:00", B));

        cloud.Hears(Cloud.Tagged("e-2", "09:00:30", A)).Findings.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Drift);

        cloud.Says(Cloud.Bucket("""{"a":"2"}""", serial: 2));
        cloud.Differences.ShouldBe(["aws_s3_bucket.ledgers tags.a 1"]);
    }

    [Fact]
    public void What_a_person_took_back_is_over_when_the_state_never_had_it()
    {
        var cloud = Fresh();
        cloud.Hears(Cloud.Applied("e-1", "09:00:00", B));
        cloud.Hears(Cloud.Tagged("e-2", "09:00:30", A));

        cloud.EndsHolds().ShouldHaveSingleItem().End.IsLate.ShouldBeTrue();

        cloud.Differences.ShouldBeEmpty();
        cloud.Fates.ShouldHaveSingleItem().Kind.ShouldBe(DriftFateKind.Adopted);
    }

    [Fact]
    public void An_older_change_of_a_person_that_comes_during_the_hold_is_late()
    {
        var cloud = Fresh();
        cloud.Hears(Cloud.Applied("e-2", "09:00:30", B));

        var person = cloud.Hears(Cloud.Tagged("e-1", "09:00:00", C));

        person.Late.ShouldBeTrue();
        cloud.Says(Cloud.Bucket("""{"a":"2"}""", serial: 2));
        cloud.Differences.ShouldBeEmpty();
    }

    [Fact]
    public void A_persons_drift_that_Terraform_changes_on_stays_open_until_the_state_speaks()
    {
        var cloud = Fresh();
        cloud.Hears(Cloud.Tagged("e-1", "08:00:00", C));
        cloud.Hears(Cloud.Applied("e-2", "09:00:00", B)).Findings.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Terraform);
        cloud.Differences.ShouldBe(["aws_s3_bucket.ledgers tags.a 3"]);

        cloud.Says(Cloud.Bucket("""{"a":"2"}""", serial: 2));

        cloud.Differences.ShouldBeEmpty();
    }

    [Fact]
    public void A_call_of_Terraform_that_ends_a_drift_says_so_at_once()
    {
        var cloud = Fresh();
        cloud.Hears(Cloud.Tagged("e-1", "08:00:00", C));

        var judged = cloud.Hears(Cloud.Applied("e-2", "09:00:00", A));

        judged.Findings.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Reverted);
        judged.Held.ShouldBeEmpty();
        cloud.Differences.ShouldBeEmpty();
    }

    [Fact]
    public void What_it_brings_back_is_said_and_what_it_changes_is_held()
    {
        var cloud = Fresh();
        cloud.Hears(Cloud.Tagged("e-1", "08:00:00", C));

        var judged = cloud.Hears(Cloud.Applied("e-2", "09:00:00", """[{"Key":"a","Value":"1"},{"Key":"b","Value":"1"}]"""));

        var finding = judged.Findings.ShouldHaveSingleItem();
        finding.Verdict.ShouldBe(Verdict.Reverted);
        finding.Changes.ShouldHaveSingleItem().Path.ShouldBe("tags.a");
        judged.Held.ShouldHaveSingleItem();
        cloud.Differences.ShouldBeEmpty();
    }

    [Fact]
    public void Terraforms_next_call_goes_on_from_what_the_last_one_did()
    {
        var cloud = Fresh();
        cloud.Hears(Cloud.Applied("e-1", "09:00:00", B));
        cloud.Hears(Cloud.Applied("e-2", "09:00:01", C));
        cloud.Answers.ShouldBe([("e-1", HoldAnswer.Overtaken)]);

        cloud.Says(Cloud.Bucket("""{"a":"3"}""", serial: 2));

        cloud.Answers.ShouldBe([("e-1", HoldAnswer.Overtaken), ("e-2", HoldAnswer.Confirmed)]);
    }

    [Fact]
    public void What_Terraform_changes_and_changes_back_leaves_nothing()
    {
        var cloud = Fresh();
        cloud.Hears(Cloud.Applied("e-1", "09:00:00", B));

        cloud.Hears(Cloud.Applied("e-2", "09:00:01", A)).Findings.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Terraform);

        cloud.Waiting.ShouldBeEmpty();
        cloud.EndsHolds().ShouldBeEmpty();
        cloud.Differences.ShouldBeEmpty();
    }

    [Fact]
    public void A_destroyed_resource_is_confirmed_by_leaving_the_state()
    {
        var cloud = Fresh();
        cloud.Hears(Cloud.Call("e-1", "09:00:00", "s3", "DeleteBucket", """{"bucketName":"ledgers"}""", Cloud.Terraform, Cloud.Runner)).Findings.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Terraform);

        cloud.Says(Cloud.State("""{"resources":[]}""", serial: 2));

        cloud.Answers.ShouldBe([("e-1", HoldAnswer.Confirmed)]);
    }

    [Fact]
    public void A_deletion_that_the_state_does_not_follow_is_a_finding()
    {
        var cloud = Fresh();
        cloud.Hears(Cloud.Call("e-1", "09:00:00", "s3", "DeleteBucket", """{"bucketName":"ledgers"}""", Cloud.Terraform, Cloud.Runner));

        cloud.EndsHolds().ShouldHaveSingleItem().Finding.Verdict.ShouldBe(Verdict.Deleted);
    }

    [Fact]
    public void A_created_resource_is_confirmed_by_coming_into_the_state()
    {
        var cloud = Fresh();
        var judged = cloud.Hears(Cloud.Call("e-1", "09:00:00", "s3", "CreateBucket", """{"bucketName":"invoices"}""", Cloud.Terraform, Cloud.Runner));
        judged.Findings.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Terraform);
        judged.Held.ShouldHaveSingleItem().Unconfirmed.ShouldBeNull();

        cloud.Says(Cloud.Bucket("{}", "invoices", "aws_s3_bucket.invoices", serial: 2));

        cloud.Answers.ShouldBe([("e-1", HoldAnswer.Confirmed)]);
    }

    [Fact]
    public void Who_only_says_to_be_Terraform_is_told_of_at_once_and_one_step_higher()
    {
        var judged = Fresh().Hears(Cloud.Tagged("e-1", "09:00:00", B, Cloud.Terraform));

        var finding = judged.Findings.ShouldHaveSingleItem();
        (finding.Verdict, finding.Severity).ShouldBe((Verdict.Drift, Severity.Medium));
        finding.Reason.ShouldContain("claims Terraform");
        judged.Held.ShouldBeEmpty();
    }

    [Fact]
    public void A_person_in_the_runners_role_is_not_Terraform()
    {
        var judged = Fresh().Hears(Cloud.Tagged("e-1", "09:00:00", B, by: Cloud.Runner));

        judged.Findings.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Drift);
        judged.Held.ShouldBeEmpty();
    }

    [Fact]
    public void A_states_own_runner_is_believed_there_and_nowhere_else()
    {
        var cloud = new Cloud { Settings = new() { Mode = JudgeMode.Live } }.Says(
            Cloud.Bucket("""{"a":"1"}""", name: "shop", runners: Cloud.Runner),
            Cloud.Bucket("""{"a":"1"}""", "papers", name: "net", runners: "arn:aws:iam::444455556666:role/net"));

        cloud.Hears(Cloud.Applied("e-1", "09:00:00", B)).Held.ShouldHaveSingleItem();

        var other = cloud.Hears(Cloud.Tagged("e-2", "09:00:00", B, Cloud.Terraform, Cloud.Runner, bucket: "papers"));
        other.Held.ShouldBeEmpty();
        var finding = other.Findings.ShouldHaveSingleItem();
        finding.Verdict.ShouldBe(Verdict.Drift);
        finding.Actor.Kind.ShouldNotBe(ActorKind.Terraform);
    }

    [Fact]
    public void While_somebody_applies_to_the_state_another_principal_is_held_too_and_told_of_one_step_higher_if_it_was_nothing()
    {
        var window = new ApplyWindow(new(2026, 5, 4, 9, 0, 0, 500, TimeSpan.Zero), new(2026, 5, 4, 9, 10, 0, TimeSpan.Zero));
        var cloud = new Cloud { Settings = new() { Mode = JudgeMode.Live, Runners = [Cloud.Runner], Windows = new Dictionary<string, ApplyWindow> { ["shop"] = window } } }
            .Says(Cloud.Bucket("""{"a":"1"}"""));

        cloud.Hears(Cloud.Tagged("e-1", "09:00:00", B, Cloud.Terraform)).Held.ShouldHaveSingleItem().Unconfirmed!.Severity.ShouldBe(Severity.Medium);
        cloud.Hears(Cloud.Tagged("e-2", "09:11:00", C, Cloud.Terraform)).Held.ShouldBeEmpty();
    }

    [Fact]
    public void Of_a_group_whose_rules_Terraform_changes_each_rule_is_held_by_itself()
    {
        const string Group = """{"resources":[{"address":"aws_security_group.edge","attributes":{"id":"sg-0a1","name":"edge","owner_id":"444455556666","tags":{},"tags_all":{},"egress":[],"ingress":[RULES]}}]}""";
        const string Rules = """{"cidr_blocks":["10.1.0.0/16","10.2.0.0/16"],"description":"","from_port":443,"ipv6_cidr_blocks":[],"prefix_list_ids":[],"protocol":"tcp","security_groups":[],"self":false,"to_port":443}""";
        const string Both = """{"groupId":"sg-0a1","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":443,"toPort":443,"ipRanges":{"items":[{"cidrIp":"10.1.0.0/16"},{"cidrIp":"10.2.0.0/16"}]}}]}}""";
        var cloud = Fresh().Says(Cloud.State(Group.Replace("RULES", "", StringComparison.Ordinal)));
        cloud.Hears(Cloud.Call("e-1", "09:00:00", "ec2", "AuthorizeSecurityGroupIngress", Both, Cloud.Terraform, Cloud.Runner)).Held.ShouldHaveSingleItem();

        cloud.Hears(Cloud.Call("e-2", "09:00:30", "ec2", "RevokeSecurityGroupIngress", Both.Replace(""",{"cidrIp":"10.2.0.0/16"}""", "", StringComparison.Ordinal)))
            .Findings.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Drift);
        cloud.Says(Cloud.State(Group.Replace("RULES", Rules, StringComparison.Ordinal), serial: 2));

        cloud.Answers.ShouldBe([("e-1", HoldAnswer.Confirmed)]);
        var left = cloud.Open.ShouldHaveSingleItem();
        left.InCloud.IsNull.ShouldBeTrue();
        left.InState["cidr_blocks"].Items.ShouldHaveSingleItem().Text.ShouldBe("10.1.0.0/16");
    }

    [Fact]
    public void Without_newer_states_to_come_nothing_is_held()
    {
        var cloud = new Cloud { Settings = new() { Runners = [Cloud.Runner] } }.Says(Cloud.Bucket("""{"a":"1"}"""));

        var judged = cloud.Hears(Cloud.Applied("e-1", "09:00:00", B));

        judged.Held.ShouldBeEmpty();
        judged.Unchecked.ShouldBeTrue();
    }

    [Fact]
    public void What_is_held_is_told_as_a_step()
    {
        var cloud = Fresh();

        var steps = new Judge(EventCatalog.Load(), cloud.Settings).Explain(Cloud.Applied("e-1", "09:00:00", B), cloud.States, cloud.Book).Steps;

        steps.Single(s => s.Name == "hold").Text.ShouldStartWith("A declared runner made it");
        steps[^1].Text.ShouldStartWith("terraform (info): PutBucketTagging changed tag a from 1 to 2; it is held");
    }
}
