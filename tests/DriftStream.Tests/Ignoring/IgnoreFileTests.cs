using System.Text;
using DriftStream.Core.CloudTrail;
using DriftStream.Ignoring;
using DriftStream.Tests.Commands;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ignoring;

/// <summary>The ignore file.</summary>
public sealed class IgnoreFileTests
{
    [Fact]
    public void A_rule_may_ask_for_everything_there_is_with_one_text_or_a_list()
    {
        var file = Read("""
            {
              // Comments and trailing commas are allowed.
              "rules": [
                {
                  "name": "scaler", "owner": "platform@acme", "reason": "the autoscaler sets it", "expires": "2027-01-31",
                  "address": "module.eks.*.aws_autoscaling_group.*", "type": ["aws_autoscaling_group"], "id": "eks-*", "state": ["prod", "staging"],
                  "attribute": ["desired_capacity", "tags_all[\"a.b/c\"]"], "actor": "cluster-autoscaler*", "actorKind": "automation",
                  "event": "autoscaling:*", "account": "111122223333", "region": "eu-*",
                },
              ],
            }
            """);

        file.Mistakes.ShouldBeEmpty();
        file.Doubts.ShouldBeEmpty();
        var rule = file.Rules.ShouldHaveSingleItem();
        $"{rule}".ShouldBe("address module.eks.*.aws_autoscaling_group.*, type aws_autoscaling_group, id eks-*, state prod or staging, attribute desired_capacity or tags[\"a.b/c\"], " +
            "actor cluster-autoscaler*, kind of actor automation, event autoscaling:*, account 111122223333, region eu-*, until 2027-01-31 00:00:00Z");
        (rule.Name, rule.Owner, rule.Reason, rule.ActorKind).ShouldBe(("scaler", "platform@acme", "the autoscaler sets it", ActorKind.Automation));
    }

    [Fact]
    public void All_mistakes_are_named_at_once_each_with_line_rule_value_and_harm()
    {
        var file = Read("""
            {
              "version": 1,
              "rules": [
                { "name": "scaler", "owner": "p", "reason": "r", "adress": "module.eks.*", "banana": "x" },
                { "address": "aws_instance.web" },
                { "name": "scaler", "owner": "", "reason": ["a", "b"], "type": "aws_instance" },
                { "name": "aws-scaling", "owner": "p", "reason": "r", "type": "aws_instance" },
                { "name": "shapes", "owner": "p", "reason": "r", "account": 111122223333, "type": ["aws_instance", 7], "event": [] },
                { "name": "patterns", "owner": "p", "reason": "r",
                  "address": ["aws_instance.web[0", "data.aws_ami.x", "web", " aws_instance.web"],
                  "type": "aws_instance.web",
                  "account": "acme",
                  "attribute": "tags..x",
                  "actorKind": "robot",
                  "expires": "31.12.2027",
                  "region": "eu-west-1", "Region": "eu-west-2" },
                { "name": "all", "owner": "p", "reason": "r" },
                { "name": "everywhere", "owner": "p", "reason": "r", "address": "*", "account": "111122223333", "region": "eu-west-1" },
                { "name": "anybody", "owner": "p", "reason": "r", "actor": "*" },
                { "name": "two\nlines", "owner": "p", "reason": "r", "type": "aws_instance" },
                "scaler"
              ]
            }
            """);

        (string.Join('\n', file.Mistakes) + "\n").ShouldBeApproved("mistakes");
    }

    [Theory]
    [InlineData("", "rules.json:1: it is empty. Write { \"rules\": [] } for no rule.")]
    [InlineData(" \n", "rules.json:1: it is empty.")]
    [InlineData("[]", "rules.json:1: it should be an object with a list of rules")]
    [InlineData("{}", "rules.json:1: it has no list of rules")]
    [InlineData("{ \"rules\": {} }", "rules.json:1: rules is no list, so no rule would hold.")]
    [InlineData("{\n \"rules\": [\n }", "rules.json:3: it is not usable JSON: ")]
    [InlineData("{ \"rules\": [] } x", "rules.json:1: it is not usable JSON: ")]
    public void A_file_that_is_none_is_named_once_with_its_line(string content, string sentence) => Read(content).Mistakes.Single().ShouldStartWith(sentence);

    [Fact]
    public void What_is_probably_not_meant_is_doubted_and_holds_all_the_same()
    {
        var file = Read("""
            {
              "$schema": "https://example.com/ignore.json",
              "rules": [
                { "name": "over", "owner": "p", "reason": "r", "type": "aws_instance", "expires": "2026-03-08T11:59:00Z" },
                { "name": "typo", "owner": "p", "reason": "r", "address": "module.eks.aws_autoscalling_group.nodes" },
                { "name": "attribute", "owner": "p", "reason": "r", "address": "*.aws_autoscaling_group.nodes", "attribute": ["desired_capasity", "tag", "tags.x", "id"] },
                { "name": "fine", "owner": "p", "reason": "r", "type": "aws_*_group", "attribute": "desired_capasity", "expires": "2027-01-01" },
              ],
            }
            """);

        file.Mistakes.ShouldBeEmpty();
        file.Rules.Count.ShouldBe(4);
        file.Doubts.ShouldBe(
        [
            "rules.json: rule 'over' expired at 2026-03-08 11:59Z: it covers no event after that. Remove it, or give it a later date.",
            "rules.json: rule 'typo' names type 'aws_autoscalling_group', which the catalogue does not know, so it may cover nothing. Did you mean aws_autoscaling_group?",
            "rules.json: rule 'attribute' names attribute 'desired_capasity', which aws_autoscaling_group does not have, so it may cover nothing. Did you mean desired_capacity?",
        ]);
    }

    [Fact]
    public void Nothing_that_a_file_holds_is_thrown()
    {
        var pieces = Gen.Elements(
            "{", "}", "[", "]", ",", ":", "\"rules\"", "\"name\"", "\"address\"", "\"attribute\"", "\"expires\"", "\"x\"", "\"*\"", "\"tags[\\\"\"", "\"\\ud800\"", "null", "1e999", "true", "//x\n", "\n", " ", "\u00ff", "\uFEFF");
        var loose = from parts in pieces.ListOf() select string.Concat(parts);
        var rule = from parts in pieces.ListOf() select $"{{\"rules\":[{{\"name\":\"n\",\"owner\":\"o\",{string.Concat(parts)}";

        Prop.ForAll(Arb.From(Gen.OneOf(loose, rule)), text =>
        {
            Read(text);
            IgnoreFile.Read(Encoding.Latin1.GetBytes(text), "rules.json", FixedTime.Noon.GetUtcNow());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    private static IgnoreFile Read(string content) => IgnoreFile.Read(Encoding.UTF8.GetBytes(content), "rules.json", FixedTime.Noon.GetUtcNow());
}
