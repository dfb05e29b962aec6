using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Judging.Lives;

/// <summary>Queues keep no order and states come when they come: what is open in the end is the same.</summary>
public sealed class LifeProperties
{
    // The old state's values are never set again, as then the state's writing would have to be dated to know who was first.
    private static readonly Gen<Story> Stories =
        from calls in (from key in Gen.Elements("a", "b") from value in Gen.Elements("2", "3", "4") from isTerraforms in Gen.Elements(true, false) select (key, value, isTerraforms)).NonEmptyListOf()
        let events = calls.Take(6).Select((c, i) => Tagged($"e-{i}", i, c.key, c.value, c.isTerraforms)).ToList()
        from order in Gen.Shuffle(events.ToArray())
        from at in Gen.Choose(0, events.Count)
        select new Story(events, [.. order], at);

    [Fact]
    public void In_any_order_of_events_the_same_places_differ_in_the_end() => Prop.ForAll(Arb.From(Stories), story =>
        Differences(Played(story.Events, at: story.Events.Count)).SequenceEqual(Differences(Played(story.Order, at: story.Order.Count)))).QuickCheckThrowOnFailure();

    [Fact]
    public void Whenever_the_state_comes_the_same_places_differ_in_the_end() => Prop.ForAll(Arb.From(Stories), story =>
        Differences(Played(story.Events, story.Events.Count)).SequenceEqual(Differences(Played(story.Order, story.StateAt)))).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Whatever_is_held_is_over_in_the_end() => Prop.ForAll(Arb.From(Stories), story =>
        Played(story.Order, story.StateAt).Book.All.SelectMany(a => a.Value).All(d => !d.IsHeld)).QuickCheckThrowOnFailure();

    [Fact]
    public void What_differs_in_the_end_is_what_the_last_call_of_each_place_left_there() => Prop.ForAll(Arb.From(Stories), story =>
    {
        var last = story.Events.GroupBy(Key).Select(g => g.MaxBy(e => e.Time)!);
        var expected = last.Select(e => (Key: Key(e), Value: Text(e, "value"))).Where(p => p.Value != "2").Select(p => $"aws_iam_user.bot tags.{p.Key} {p.Value}").Order(StringComparer.Ordinal);
        return Differences(Played(story.Order, story.StateAt)).SequenceEqual(expected);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void A_late_call_is_not_lost_behind_a_call_of_Terraform_that_is_about_another_place()
    {
        var held = Tagged("e-0", 0, "b", "3", isTerraforms: true);
        var undone = Tagged("e-1", 1, "b", "2", isTerraforms: false);
        var elsewhere = Tagged("e-4", 4, "a", "3", isTerraforms: true);
        var late = Tagged("e-3", 3, "b", "4", isTerraforms: false);

        Differences(Played([held, undone, elsewhere, late], at: 0)).ShouldBe(["aws_iam_user.bot tags.a 3", "aws_iam_user.bot tags.b 4"]);
    }

    private static Cloud Played(IReadOnlyList<CloudTrailEvent> events, int at)
    {
        var cloud = new Cloud().Says(State("1", serial: 1));
        for (var i = 0; i <= events.Count; i++)
        {
            if (i == at)
            {
                cloud.Says(State("2", serial: 2));
            }

            if (i < events.Count)
            {
                cloud.Hears(events[i]);
            }
        }

        cloud.EndsHolds();
        return cloud;
    }

    private static IEnumerable<string> Differences(Cloud cloud) => cloud.Differences;

    private static string Key(CloudTrailEvent change) => Text(change, "key");

    private static string Text(CloudTrailEvent change, string member) => change.Request["tags"].Items[0][member].Text;

    private static Core.Terraform.TerraformState State(string value, long serial) => Cloud.State(
        $$"""{"resources":[{"address":"aws_iam_user.bot","attributes":{"id":"bot","name":"bot","tags":{"a":"{{value}}","b":"{{value}}"},"tags_all":{"a":"{{value}}","b":"{{value}}"} } }]}""", serial);

    private static CloudTrailEvent Tagged(string id, int second, string key, string value, bool isTerraforms) => Cloud.Call(
        id,
        $"09:00:{second:00}",
        "iam",
        "TagUser",
        $$"""{"userName":"bot","tags":[{"key":"{{key}}","value":"{{value}}"}]}""",
        isTerraforms ? Cloud.Terraform : "console.amazonaws.com",
        isTerraforms ? Cloud.Runner : "arn:aws:iam::444455556666:role/people");

    private sealed record Story(IReadOnlyList<CloudTrailEvent> Events, IReadOnlyList<CloudTrailEvent> Order, int StateAt)
    {
        public override string ToString() => $"{string.Join(", ", Order.Select(e => $"{e.Id} {Key(e)}={Text(e, "value")}{(e.UserAgent == Cloud.Terraform ? " by Terraform" : "")}"))}; state at {StateAt}; in order {string.Join("|", Played(Events, Events.Count).Differences)}, so {string.Join("|", Played(Order, StateAt).Differences)}, end {string.Join("|", Played(Order, Order.Count).Differences)}";
    }
}
