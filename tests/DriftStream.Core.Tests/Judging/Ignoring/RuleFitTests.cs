using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Ignoring;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Judging.Ignoring;

/// <summary>What a rule asks for, criterion by criterion.</summary>
public sealed class RuleFitTests
{
    [Theory]
    [InlineData(RuleTrial.Nodes, true)]
    [InlineData("module.eks.aws_autoscaling_group.nodes", true)]
    [InlineData("module.eks[\"blue\"].aws_autoscaling_group.nodes", true)]
    [InlineData("module.eks[\"blue\"].*", true)]
    [InlineData("*.nodes", true)]
    [InlineData("module.eks[\"green\"].aws_autoscaling_group.nodes", false)]
    [InlineData("module.eks[\"blue\"].aws_autoscaling_group.nodes[1]", false)]
    [InlineData("aws_autoscaling_group.nodes", false)]
    [InlineData("module.eks.aws_autoscaling_group.node", false)]
    public void An_address_without_an_index_is_every_instance(string address, bool fits) =>
        Fits(new() { Name = "r", Address = new(address) }).ShouldBe(fits);

    [Theory]
    [InlineData("nora.lind@example.org", true)]
    [InlineData("AWSReservedSSO_Operators_*", true)]
    [InlineData("arn:aws:sts::210987654321:assumed-role/*/nora.lind@example.org", true)]
    [InlineData("arn:aws:iam::210987654321:role/aws-reserved/*", true)]
    [InlineData("arn:aws:iam::210987654321:role/AWSReservedSSO_Operators_1f2e3d4c5b6a7988", true)]
    [InlineData("Nora.Lind@example.org", false)]
    [InlineData("nora", false)]
    public void An_actor_is_known_by_name_role_and_arn(string actor, bool fits) =>
        Fits(new() { Name = "r", Actor = new(actor) }).ShouldBe(fits);

    [Theory]
    [InlineData("UpdateAutoScalingGroup", true)]
    [InlineData("autoscaling:Update*", true)]
    [InlineData("ecs:Update*", false)]
    [InlineData("updateautoscalinggroup", false)]
    public void An_event_is_known_with_and_without_its_service(string name, bool fits) =>
        Fits(new() { Name = "r", Event = new(name) }).ShouldBe(fits);

    [Fact]
    public void Everything_that_is_asked_for_must_fit_and_of_a_list_one()
    {
        Fits(new() { Name = "r", Account = new("111122223333", "210987654321"), Region = new("eu-*"), State = new("prod"), ActorKind = ActorKind.Human, Id = new("eks-nodes") }).ShouldBeTrue();
        Fits(new() { Name = "r", Account = new("111122223333") }).ShouldBeFalse();
        Fits(new() { Name = "r", Region = new("us-*") }).ShouldBeFalse();
        Fits(new() { Name = "r", State = new("staging") }).ShouldBeFalse();
        Fits(new() { Name = "r", ActorKind = ActorKind.Automation }).ShouldBeFalse();
        Fits(new() { Name = "r", Id = new("eks-node") }).ShouldBeFalse();
    }

    [Fact]
    public void Explain_tells_which_rule_covered_what_and_which_one_was_close()
    {
        IgnoreRule scaler = new() { Name = "scaler", Address = new("module.eks.*"), Attributes = [Path("desired_capacity")], Owner = "platform@acme", Reason = "the autoscaler sets it" };
        IgnoreRule night = new() { Name = "night", Type = new("aws_autoscaling_group"), Actor = new("night-shift") };
        IgnoreRule far = new() { Name = "far", Type = new("aws_instance"), Actor = new("night-shift") };

        new RuleTrial(scaler, night, far).Explain(RuleTrial.Scale(1, desired: 5)).ShouldBe(["Rule scaler covers desired_capacity (platform@acme: the autoscaler sets it)."]);
        new RuleTrial(scaler, night, far).Explain(RuleTrial.Scale(1, desired: 5, most: 9)).ShouldBe(
        [
            "Rule scaler covers desired_capacity (platform@acme: the autoscaler sets it).",
            "Rule scaler is close: its attribute is desired_capacity, and here it is max_size.",
            "Rule night is close: its actor is night-shift, and here it is nora.lind@example.org.",
        ]);
        new RuleTrial(far).Explain(RuleTrial.Scale(1, most: 9)).ShouldBe(["The one rule there is does not cover it."]);
        new RuleTrial(far, far).Explain(RuleTrial.CreateUser(1, "visitor")).ShouldBe(["None of 2 rules covers it."]);
        new RuleTrial().Explain(RuleTrial.Scale(1, most: 9)).ShouldBeEmpty();
        new RuleTrial(scaler).Explain(RuleTrial.Scale(1, desired: 2)).ShouldBeEmpty();
    }

    private static bool Fits(IgnoreRule rule) => new RuleTrial(rule).Judge(RuleTrial.Scale(1, desired: 5)).Verdict == Verdict.Ignored;

    private static AttributePattern Path(string path) => AttributePattern.TryParse(path, out var pattern) ? pattern : throw new ArgumentException(path);
}
