using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Ignoring;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Judging.Ignoring;

/// <summary>What rules do to findings.</summary>
public sealed class IgnoredFindingTests
{
    private static readonly (string, string) Owner = ("owner", "finance");

    [Fact]
    public void A_rule_without_attributes_swallows_the_whole_finding_and_is_named()
    {
        var trial = new RuleTrial(new IgnoreRule { Name = "ledgers", Address = new("aws_s3_bucket.*") });

        var finding = trial.Judge(RuleTrial.Tags(1, Owner, ("drift", "spotted")));

        (finding.Verdict, finding.Severity, finding.Rule, finding.Drift).ShouldBe((Verdict.Ignored, Severity.Info, "ledgers", null));
        finding.Resource!.Address.ShouldBe(RuleTrial.Bucket);
        finding.Changes.ShouldBeEmpty();
        finding.Reason.ShouldBe("PutBucketTagging added tag drift=spotted, which the state does not hold; ignored by the rule ledgers");
        trial.Book.All.ShouldBeEmpty();
    }

    [Fact]
    public void A_rule_with_attributes_takes_only_their_changes_out()
    {
        var trial = new RuleTrial(new IgnoreRule { Name = "scanner", Type = new("aws_s3_bucket"), Attributes = [Path("tags.scan-*")] });

        var finding = trial.Judge(RuleTrial.Tags(1, Owner, ("scan-date", "today"), ("drift", "spotted")));

        (finding.Verdict, finding.Rule).ShouldBe((Verdict.Drift, "scanner"));
        finding.Changes.Select(c => c.Path).ShouldBe(["tags.drift"]);
        finding.Reason.ShouldBe("PutBucketTagging added tag drift=spotted, which the state does not hold; tags.scan-date left out by the rule scanner");
        trial.Book.All.SelectMany(a => a.Value).Where(d => d.IsOpen).Select(d => d.Path).ShouldBe(["tags.drift"]);
    }

    [Fact]
    public void Where_all_changes_are_covered_even_by_several_rules_nothing_is_left()
    {
        var trial = new RuleTrial(
            new IgnoreRule { Name = "scanner", Attributes = [Path("tags.scan-*")] },
            new IgnoreRule { Name = "owner", Type = new("aws_s3_bucket"), Attributes = [Path("tags.owner")] });

        var finding = trial.Judge(RuleTrial.Tags(1, ("owner", "sales"), ("scan-date", "today")));

        (finding.Verdict, finding.Rule).ShouldBe((Verdict.Ignored, "owner"));
        finding.Reason.ShouldEndWith("; ignored by the rules owner and scanner");
    }

    [Fact]
    public void What_brings_an_ignored_change_back_is_no_drift_in_the_other_direction()
    {
        var trial = new RuleTrial(new IgnoreRule { Name = "scanner", Attributes = [Path("tags.scan-*")] });

        trial.Judge(RuleTrial.Tags(1, Owner, ("scan-date", "today"))).Verdict.ShouldBe(Verdict.Ignored);

        trial.Judge(RuleTrial.Tags(2, Owner)).Verdict.ShouldBe(Verdict.InSync);
        trial.Open.ShouldBeEmpty();
    }

    [Fact]
    public void What_was_told_is_told_to_be_over_although_a_rule_came_meanwhile()
    {
        var trial = new RuleTrial();
        var opened = trial.Judge(RuleTrial.Tags(1, Owner, ("drift", "spotted")));
        trial.Rules = [new IgnoreRule { Name = "ledgers", Address = new(RuleTrial.Bucket) }];

        var closed = trial.Judge(RuleTrial.Tags(2, Owner));

        (closed.Verdict, closed.Drift, closed.Rule).ShouldBe((Verdict.Reverted, opened.Drift, null));
        trial.Open.ShouldBeEmpty();
    }

    [Fact]
    public void A_call_that_resolves_one_thing_and_does_another_that_is_expected_only_resolves()
    {
        var trial = new RuleTrial(new IgnoreRule { Name = "scanner", Attributes = [Path("tags.scan-date")] });
        trial.Judge(RuleTrial.Tags(1, Owner, ("drift", "spotted")));

        var finding = trial.Judge(RuleTrial.Tags(2, Owner, ("scan-date", "today")));

        finding.Verdict.ShouldBe(Verdict.Reverted);
        finding.Changes.Select(c => c.Path).ShouldBe(["tags.drift"]);
        finding.Rule.ShouldBe("scanner");
        trial.Open.ShouldBeEmpty();
    }

    [Fact]
    public void A_drift_that_a_rule_covers_by_now_is_not_told_again()
    {
        var trial = new RuleTrial();
        trial.Judge(RuleTrial.Tags(1, Owner, ("drift", "spotted")));
        trial.Rules = [new IgnoreRule { Name = "drift", Attributes = [Path("tags.drift")] }];

        trial.Judge(RuleTrial.Tags(2, Owner, ("drift", "spotted"))).Verdict.ShouldBe(Verdict.Ignored);
        trial.Open.ShouldBe([RuleTrial.Bucket]);
        trial.Judge(RuleTrial.Tags(3, Owner)).Verdict.ShouldBe(Verdict.Reverted);
    }

    [Fact]
    public void A_rule_ends_by_the_time_of_the_event()
    {
        var trial = new RuleTrial(new IgnoreRule { Name = "until-eight-thirty", Type = new("aws_s3_bucket"), Expires = new(2026, 4, 11, 8, 30, 0, TimeSpan.Zero) });

        trial.Judge(RuleTrial.Tags(29, Owner, ("drift", "1"))).Verdict.ShouldBe(Verdict.Ignored);
        trial.Judge(RuleTrial.Tags(30, Owner, ("drift", "1"))).Verdict.ShouldBe(Verdict.Drift);
    }

    [Fact]
    public void A_deletion_is_never_swallowed_by_a_rule_about_attributes()
    {
        new RuleTrial(new IgnoreRule { Name = "all-attributes", Address = new(RuleTrial.Bucket), Attributes = [AttributePattern.All] })
            .Judge(RuleTrial.Delete(1)).Verdict.ShouldBe(Verdict.Deleted);

        var trial = new RuleTrial(new IgnoreRule { Name = "gone", Address = new(RuleTrial.Bucket) });
        var finding = trial.Judge(RuleTrial.Delete(1));

        (finding.Verdict, finding.Rule).ShouldBe((Verdict.Ignored, "gone"));
        trial.Judge(RuleTrial.Event(2, "s3", "CreateBucket", System.Text.Json.Nodes.JsonNode.Parse("""{"bucketName":"ledgers"}""")!)).Verdict.ShouldBe(Verdict.InSync);
    }

    [Theory]
    [InlineData("*", Verdict.Attached)]
    [InlineData("aws_iam_access_key", Verdict.Ignored)]
    [InlineData("aws_iam_*", Verdict.Ignored)]
    [InlineData("aws_iam_user_policy", Verdict.Attached)]
    public void A_child_is_covered_by_its_type_and_not_by_a_star(string attribute, Verdict expected) =>
        new RuleTrial(new IgnoreRule { Name = "keys", Address = new("aws_iam_user.robot"), Attributes = [Path(attribute)] })
            .Judge(RuleTrial.AddKey(1)).Verdict.ShouldBe(expected);

    [Fact]
    public void The_removal_of_an_ignored_child_is_quiet_too()
    {
        var trial = new RuleTrial(new IgnoreRule { Name = "keys", Address = new("aws_iam_user.robot") });
        trial.Judge(RuleTrial.AddKey(1)).Verdict.ShouldBe(Verdict.Ignored);

        trial.Judge(RuleTrial.DeleteKey(2)).Verdict.IsShown().ShouldBeFalse();
        trial.Open.ShouldBeEmpty();
    }

    [Fact]
    public void What_no_state_holds_is_ignored_by_type_event_or_actor_and_never_by_address()
    {
        var user = RuleTrial.CreateUser(1, "visitor");

        new RuleTrial().Judge(user).Verdict.ShouldBe(Verdict.Unmanaged);
        new RuleTrial(new IgnoreRule { Name = "any-address", Address = new("*") }).Judge(user).Verdict.ShouldBe(Verdict.Unmanaged);
        new RuleTrial(new IgnoreRule { Name = "other", Type = new("aws_iam_role") }).Judge(user).Verdict.ShouldBe(Verdict.Unmanaged);
        new RuleTrial(new IgnoreRule { Name = "paths", Type = new("aws_iam_user"), Attributes = [AttributePattern.All] }).Judge(user).Verdict.ShouldBe(Verdict.Unmanaged);

        var finding = new RuleTrial(new IgnoreRule { Name = "visitors", Type = new("aws_iam_user"), Id = new("visit*") }).Judge(user);
        (finding.Verdict, finding.Severity, finding.Rule, finding.Resource!.Id).ShouldBe((Verdict.Ignored, Severity.Info, "visitors", "visitor"));
        finding.Reason.ShouldEndWith("that no state holds; ignored by the rule visitors");
        new RuleTrial(new IgnoreRule { Name = "nora", Actor = new("nora.lind@*"), Event = new("iam:Create*") }).Judge(user).Verdict.ShouldBe(Verdict.Ignored);
    }

    [Fact]
    public void Built_in_rules_are_named_like_any_other()
    {
        var finding = new RuleTrial().Judge(Sent(RuleTrial.Scale(1, desired: 5), """{"type":"AWSService","invokedBy":"autoscaling.amazonaws.com"}"""));

        (finding.Verdict, finding.Rule).ShouldBe((Verdict.Ignored, "aws-scaling"));
    }

    [Fact]
    public void A_call_of_terraform_stays_terraform()
    {
        var change = Agent(RuleTrial.Tags(1, Owner, ("drift", "spotted")), "APN/1.0 HashiCorp/1.0 Terraform/1.9.0 (+https://www.terraform.io)");

        new RuleTrial(new IgnoreRule { Name = "ledgers", Address = new(RuleTrial.Bucket) }).Judge(change).Verdict.ShouldBe(Verdict.Terraform);
    }

    private static AttributePattern Path(string path) => AttributePattern.TryParse(path, out var pattern) ? pattern : throw new ArgumentException(path);

    private static CloudTrailEvent Sent(CloudTrailEvent change, string identity) => Again(change, "userIdentity", identity);

    private static CloudTrailEvent Agent(CloudTrailEvent change, string agent) => Again(change, "userAgent", $"\"{agent}\"");

    private static CloudTrailEvent Again(CloudTrailEvent change, string member, string json)
    {
        var record = System.Text.Json.Nodes.JsonNode.Parse(change.Record.Span)!.AsObject();
        record[member] = System.Text.Json.Nodes.JsonNode.Parse(json);
        return EventReader.Read(System.Text.Encoding.UTF8.GetBytes(record.ToJsonString()));
    }
}
