using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging.Ignoring;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Judging.Ignoring;

/// <summary>Rules that would make DriftStream blind.</summary>
public sealed class SilencingTests
{
    private static readonly Silencing Silencing = new(EventCatalog.Load());

    public static TheoryData<string, IgnoreRule> Blinding => new()
    {
        { "nothing", new() { Name = "r" } },
        { "address *", new() { Name = "r", Address = new("*") } },
        { "address *.*", new() { Name = "r", Address = new("*.*") } },
        { "address aws_*", new() { Name = "r", Address = new("aws_*") } },
        { "one of several", new() { Name = "r", Address = new("aws_s3_bucket.x", "*_*") } },
        { "type *", new() { Name = "r", Type = new("*") } },
        { "type aws_*", new() { Name = "r", Type = new("aws_*") } },
        { "attribute *", new() { Name = "r", Attributes = [AttributePattern.All] } },
        { "attribute * beside another", new() { Name = "r", Attributes = [AttributePattern.Glob(["tags"]), AttributePattern.All] } },
        { "actor *", new() { Name = "r", Actor = new("*") } },
        { "actor arn:*", new() { Name = "r", Actor = new("arn:aws:*") } },
        { "all sessions of an account", new() { Name = "r", Actor = new("arn:aws:sts::111122223333:assumed-role/*") } },
        { "event *", new() { Name = "r", Event = new("*") } },
        { "types by their first letters", new() { Name = "r", Type = new([.. "abcdefghijklmnoprstuvw".Select(letter => $"aws_{letter}*")]) } },
        { "attributes by their vowels", new() { Name = "r", Attributes = [.. "aeiou".Select(vowel => AttributePattern.Glob([$"*{vowel}*"]))] } },
        { "events by their vowels", new() { Name = "r", Event = new("*a*", "*e*", "*i*", "*o*", "*u*") } },
        { "event *:*", new() { Name = "r", Event = new("*:*") } },
        { "id *", new() { Name = "r", Id = new("*") } },
        { "a place alone", new() { Name = "r", State = new("prod"), Account = new("111122223333"), Region = new("eu-west-1") } },
        { "a kind of actor alone", new() { Name = "r", ActorKind = ActorKind.Human } },
    };

    public static TheoryData<string, IgnoreRule> Narrow => new()
    {
        { "an address", new() { Name = "r", Address = new("module.eks.*") } },
        { "a type", new() { Name = "r", Type = new("aws_autoscaling_*") } },
        { "an attribute anywhere", new() { Name = "r", Address = new("*"), Attributes = [AttributePattern.Glob(["desired_capacity"])] } },
        { "an actor", new() { Name = "r", Actor = new("arn:aws:iam::*:role/cluster-autoscaler") } },
        { "a name", new() { Name = "r", Actor = new("*@contractor.example") } },
        { "an event", new() { Name = "r", Event = new("*Tag*") } },
        { "a service", new() { Name = "r", Event = new("ecs:*") } },
        { "some attributes", new() { Name = "r", Attributes = [AttributePattern.Glob(["tags"]), AttributePattern.Glob(["*_size"]), AttributePattern.Glob(["desired_*"])] } },
        { "a verb", new() { Name = "r", Event = new("Put*", "Create*") } },
        { "an id", new() { Name = "r", Id = new("acme-*") } },
    };

    [Theory]
    [MemberData(nameof(Blinding))]
    public void A_rule_that_nothing_narrows_is_found(string why, IgnoreRule rule) => Silencing.IsNarrow(rule).ShouldBeFalse(why);

    [Theory]
    [MemberData(nameof(Narrow))]
    public void A_rule_that_something_narrows_may_stand(string why, IgnoreRule rule) => Silencing.IsNarrow(rule).ShouldBeTrue(why);
}
