using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Lives;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Judging.Lives;

/// <summary>What a newer state means for the drifts that are open.</summary>
public sealed class RecomparisonTests
{
    private static Cloud Drifted(string tags = """[{"Key":"a","Value":"2"}]""")
    {
        var cloud = new Cloud().Says(Cloud.Bucket("""{"a":"1"}"""));
        cloud.Hears(Cloud.Tagged("e-1", "09:00:00", tags)).Findings.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Drift);
        return cloud;
    }

    [Fact]
    public void What_the_state_has_caught_up_with_is_adopted()
    {
        var cloud = Drifted().Says(Cloud.Bucket("""{"a":"2"}""", serial: 7));

        var fate = cloud.Fates.ShouldHaveSingleItem();
        (fate.Kind, fate.Serial).ShouldBe((DriftFateKind.Adopted, 7));
        cloud.Differences.ShouldBeEmpty();
    }

    [Fact]
    public void Of_two_differences_the_other_one_stays_open()
    {
        var cloud = Drifted("""[{"Key":"a","Value":"2"},{"Key":"b","Value":"2"}]""").Says(Cloud.Bucket("""{"a":"2"}""", serial: 7));

        cloud.Fates.ShouldBeEmpty();
        cloud.Differences.ShouldBe(["aws_s3_bucket.ledgers tags.b 2"]);
    }

    [Fact]
    public void A_state_that_changed_elsewhere_changes_nothing()
    {
        var cloud = Drifted();
        var before = cloud.Book;

        cloud.Says(Cloud.Bucket("""{"a":"1","c":"1"}""", serial: 7));

        cloud.Book.ShouldBeSameAs(before);
    }

    [Fact]
    public void Where_it_still_differs_the_new_value_of_the_state_is_what_it_differs_from()
    {
        var cloud = Drifted().Says(Cloud.Bucket("""{"a":"5"}""", serial: 7));

        cloud.Open.ShouldHaveSingleItem().InState.Text.ShouldBe("5");
        var back = cloud.Hears(Cloud.Tagged("e-2", "10:00:00", """[{"Key":"a","Value":"5"}]""")).Findings.ShouldHaveSingleItem();
        back.Verdict.ShouldBe(Verdict.Reverted);
    }

    [Fact]
    public void A_resource_that_no_state_holds_any_more_is_no_longer_managed()
    {
        var cloud = Drifted().Says(Cloud.State("""{"resources":[]}""", serial: 7));

        cloud.Fates.ShouldHaveSingleItem().Kind.ShouldBe(DriftFateKind.NoLongerManaged);
        cloud.Differences.ShouldBeEmpty();
    }

    [Fact]
    public void A_state_that_is_not_there_for_the_moment_ends_nothing()
    {
        var cloud = Drifted().Says();

        cloud.Fates.ShouldBeEmpty();
        cloud.Differences.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_replaced_resource_names_its_successor()
    {
        var cloud = Drifted().Says(Cloud.Bucket("""{"a":"1"}""", "ledgers-2", serial: 7));

        var fate = cloud.Fates.ShouldHaveSingleItem();
        (fate.Kind, fate.NewId).ShouldBe((DriftFateKind.Replaced, "ledgers-2"));
        cloud.Differences.ShouldBeEmpty();
    }

    [Fact]
    public void A_moved_resource_takes_its_drift_along()
    {
        var cloud = Drifted();
        var drift = cloud.Open.ShouldHaveSingleItem().Drift;

        cloud.Says(Cloud.Bucket("""{"a":"1"}""", address: "module.books.aws_s3_bucket.this[0]", serial: 7));

        var fate = cloud.Fates.ShouldHaveSingleItem();
        (fate.Kind, fate.Drift, fate.Address.Address).ShouldBe((DriftFateKind.Moved, drift, "module.books.aws_s3_bucket.this[0]"));
        cloud.Differences.ShouldBe(["module.books.aws_s3_bucket.this[0] tags.a 2"]);
        cloud.Hears(Cloud.Tagged("e-2", "10:00:00", """[{"Key":"a","Value":"3"}]""")).Findings.ShouldHaveSingleItem().Drift.ShouldBe(drift);
    }

    [Fact]
    public void A_resource_that_moved_into_another_state_takes_its_drift_along()
    {
        var cloud = Drifted().Says(Cloud.State("""{"resources":[]}""", serial: 7), Cloud.Bucket("""{"a":"1"}""", address: "aws_s3_bucket.books", name: "net"));

        var fate = cloud.Fates.ShouldHaveSingleItem();
        (fate.Kind, fate.Address.State).ShouldBe((DriftFateKind.Moved, "net"));
        cloud.Differences.ShouldBe(["aws_s3_bucket.books tags.a 2"]);
    }

    [Fact]
    public void A_deletion_that_the_state_follows_is_adopted()
    {
        var cloud = new Cloud().Says(Cloud.Bucket("{}"));
        cloud.Hears(Cloud.Call("e-1", "09:00:00", "s3", "DeleteBucket", """{"bucketName":"ledgers"}"""));

        cloud.Says(Cloud.State("""{"resources":[]}""", serial: 7));

        cloud.Fates.ShouldHaveSingleItem().Kind.ShouldBe(DriftFateKind.Adopted);
    }

    [Fact]
    public void A_deleted_resource_that_is_still_in_the_state_stays_deleted()
    {
        var cloud = new Cloud().Says(Cloud.Bucket("{}"));
        cloud.Hears(Cloud.Call("e-1", "09:00:00", "s3", "DeleteBucket", """{"bucketName":"ledgers"}"""));

        cloud.Says(Cloud.Bucket("""{"c":"1"}""", serial: 7));

        cloud.Fates.ShouldBeEmpty();
        cloud.Open.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_rule_that_the_state_has_now_is_adopted_however_the_state_groups_its_sources()
    {
        const string Group = """{"resources":[{"address":"aws_security_group.edge","attributes":{"id":"sg-0a1","name":"edge","owner_id":"444455556666","tags":{},"tags_all":{},"egress":[],"ingress":[RULES]}}]}""";
        const string Rule = """{"cidr_blocks":["10.1.0.0/16","10.2.0.0/16"],"description":"","from_port":443,"ipv6_cidr_blocks":[],"prefix_list_ids":[],"protocol":"tcp","security_groups":[],"self":false,"to_port":443}""";
        var cloud = new Cloud().Says(Cloud.State(Group.Replace("RULES", "", StringComparison.Ordinal)));
        cloud.Hears(Cloud.Call("e-1", "09:00:00", "ec2", "AuthorizeSecurityGroupIngress", """{"groupId":"sg-0a1","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":443,"toPort":443,"ipRanges":{"items":[{"cidrIp":"10.1.0.0/16"},{"cidrIp":"10.2.0.0/16"}]}}]}}"""));
        cloud.Open.Count().ShouldBe(2);

        cloud.Says(Cloud.State(Group.Replace("RULES", Rule, StringComparison.Ordinal), serial: 7));

        cloud.Fates.ShouldHaveSingleItem().Kind.ShouldBe(DriftFateKind.Adopted);
    }

    [Fact]
    public void A_policy_is_compared_by_meaning_however_it_is_written()
    {
        const string Role = """{"resources":[{"address":"aws_iam_role.app","attributes":{"id":"app","name":"app","assume_role_policy":POLICY,"tags":{},"tags_all":{}}}]}""";
        const string Old = "\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[]}\"";
        const string New = "\"{\\\"Statement\\\":{\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":\\\"sts:AssumeRole\\\",\\\"Principal\\\":{\\\"Service\\\":\\\"ec2.amazonaws.com\\\"}},\\\"Version\\\":\\\"2012-10-17\\\"}\"";
        var cloud = new Cloud().Says(Cloud.State(Role.Replace("POLICY", Old, StringComparison.Ordinal)));
        cloud.Hears(Cloud.Call("e-1", "09:00:00", "iam", "UpdateAssumeRolePolicy", """{"roleName":"app","policyDocument":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":[\"ec2.amazonaws.com\"]},\"Action\":[\"sts:AssumeRole\"]}]}"}"""))
            .Findings.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Drift);

        cloud.Says(Cloud.State(Role.Replace("POLICY", New, StringComparison.Ordinal), serial: 7));

        cloud.Fates.ShouldHaveSingleItem().Kind.ShouldBe(DriftFateKind.Adopted);
    }

    [Fact]
    public void What_is_hidden_ends_when_the_states_side_of_it_changes()
    {
        const string Database = """{"resources":[{"address":"aws_db_instance.orders","attributes":{"id":"db-1","identifier":"orders","password":"SECRET","instance_class":"CLASS"}}]}""";
        string Of(string secret, string size) => Database.Replace("SECRET", secret, StringComparison.Ordinal).Replace("CLASS", size, StringComparison.Ordinal);
        var cloud = new Cloud().Says(Cloud.State(Of("one", "db.t4g.micro")));
        cloud.Hears(Cloud.Call("e-1", "09:00:00", "rds", "ModifyDBInstance", """{"dBInstanceIdentifier":"orders","masterUserPassword":"****","applyImmediately":true}"""))
            .Findings.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Touched);

        cloud.Says(Cloud.State(Of("one", "db.t4g.small"), serial: 6));
        cloud.Fates.ShouldBeEmpty();

        cloud.Says(Cloud.State(Of("two", "db.t4g.small"), serial: 7));
        cloud.Fates.ShouldHaveSingleItem().Kind.ShouldBe(DriftFateKind.Adopted);
    }

    [Fact]
    public void A_child_that_a_state_holds_now_is_adopted()
    {
        const string User = """{"address":"aws_iam_user.bot","attributes":{"id":"bot","name":"bot","tags":{},"tags_all":{}}}""";
        var cloud = new Cloud().Says(Cloud.State($$"""{"resources":[{{User}}]}"""));
        cloud.Hears(Cloud.Call("e-1", "09:00:00", "iam", "AttachUserPolicy", """{"userName":"bot","policyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}"""))
            .Findings.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Attached);
        const string Other = """{"address":"aws_iam_user_policy_attachment.b","attributes":{"id":"bot-1","user":"bot","policy_arn":"arn:aws:iam::aws:policy/Billing"}}""";

        cloud.Says(Cloud.State($$"""{"resources":[{{User}},{{Other}}]}""", serial: 6));
        cloud.Fates.ShouldBeEmpty();

        cloud.Says(Cloud.State($$"""{"resources":[{{User}},{{Other.Replace("Billing", "ReadOnlyAccess", StringComparison.Ordinal)}}]}""", serial: 7));
        cloud.Fates.ShouldHaveSingleItem().Kind.ShouldBe(DriftFateKind.Adopted);
    }
}
