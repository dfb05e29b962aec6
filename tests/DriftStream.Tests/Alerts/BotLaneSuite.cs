using DriftStream.Alerts;
using DriftStream.Core.Judging;
using DriftStream.Tests.Ledger;
using DriftStream.Tests.LocalAws;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Alerts;

/// <summary>Slack's bot: one message for each drift, in every ledger.</summary>
public abstract class BotLaneSuite
{
    private readonly ManualTime _clock = new();

    private protected abstract Task<LedgerUnderTest> OpenAsync();

    [Fact]
    public async Task A_drift_has_one_message_that_is_edited_to_resolved_and_one_reply()
    {
        using var ledger = await OpenAsync();
        await using var slack = await FakeSlack.StartAsync(_clock.GetUtcNow);
        await using var lane = await LaneUnderTest.OpenAsync(ledger, _clock, LaneUnderTest.Bot(slack));

        await lane.RecordAsync(Buckets.Set(1));
        await lane.SettleAsync();
        slack.TopLevel.ShouldHaveSingleItem().Text.ShouldStartWith("Low: carol@example.com added tag drift = spotted");
        slack.TopLevel[0].HasButtons.ShouldBeTrue();
        await lane.RecordAsync(Buckets.Set(1, "again", second: 5));
        await lane.SettleAsync();
        slack.TopLevel[0].Text.ShouldContain("again");
        await lane.RecordAsync(Buckets.Unset(1));
        await lane.SettleAsync();

        var message = slack.TopLevel.ShouldHaveSingleItem();
        message.Text.ShouldStartWith("Resolved: carol@example.com");
        message.Body["attachments"]![0]!["color"]!.GetValue<string>().ShouldBe(SlackMarks.Green);
        message.HasButtons.ShouldBeFalse();
        message.Edits.Count.ShouldBe(2);
        slack.Messages.Where(m => m.Thread == message.Reference).ShouldHaveSingleItem().IsBroadcast.ShouldBeFalse();
        slack.Broken.ShouldBeEmpty();
    }

    [Fact]
    public async Task Edits_are_merged_while_they_wait_and_come_three_seconds_apart_at_least()
    {
        using var ledger = await OpenAsync();
        await using var slack = await FakeSlack.StartAsync(_clock.GetUtcNow);
        await using var lane = await LaneUnderTest.OpenAsync(ledger, _clock, LaneUnderTest.Bot(slack));
        await lane.RecordAsync(Buckets.Set(1));
        await lane.SettleAsync();

        for (var i = 1; i <= 20; i++)
        {
            await lane.RecordAsync(Buckets.Set(1, $"value {i}", second: i));
            await lane.WorkUntilAsync(_clock.GetUtcNow() + TimeSpan.FromMilliseconds(500));
        }

        await lane.SettleAsync();

        var message = slack.TopLevel.ShouldHaveSingleItem();
        message.Text.ShouldContain("value 20");
        message.Edits.Count.ShouldBeLessThanOrEqualTo(5);
        message.Edits.Prepend(message.PostedAt).Zip(message.Edits, (a, b) => b - a).ShouldAllBe(gap => gap >= TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_message_that_somebody_deleted_is_posted_anew()
    {
        using var ledger = await OpenAsync();
        await using var slack = await FakeSlack.StartAsync(_clock.GetUtcNow);
        await using var lane = await LaneUnderTest.OpenAsync(ledger, _clock, LaneUnderTest.Bot(slack));
        await lane.RecordAsync(Buckets.Set(1));
        await lane.SettleAsync();

        slack.Messages.Clear();
        await lane.RecordAsync(Buckets.Set(1, "again", second: 5));
        await lane.SettleAsync();
        await lane.RecordAsync(Buckets.Unset(1));
        await lane.SettleAsync();

        slack.TopLevel.ShouldHaveSingleItem().Text.ShouldStartWith("Resolved:");
        slack.Messages.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("invalid_auth", "slack: invalid_auth: Slack does not know the token; put the bot's current one into Slack:BotToken")]
    [InlineData("not_in_channel", "slack: not_in_channel: invite the bot to the channel: /invite @driftstream")]
    public async Task What_Slack_refuses_for_good_is_kept_with_reason_and_remedy(string error, string reason)
    {
        using var ledger = await OpenAsync();
        await using var slack = await FakeSlack.StartAsync(_clock.GetUtcNow);
        await using var lane = await LaneUnderTest.OpenAsync(ledger, _clock, LaneUnderTest.Bot(slack));

        slack.Fails(error);
        await lane.RecordAsync(Buckets.Set(1));
        await lane.SettleAsync();

        ledger.Queries().Outbox().LastDeadReason.ShouldBe(reason);
        slack.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_that_is_too_long_for_Slack_is_told_in_short()
    {
        using var ledger = await OpenAsync();
        await using var slack = await FakeSlack.StartAsync(_clock.GetUtcNow);
        await using var lane = await LaneUnderTest.OpenAsync(ledger, _clock, LaneUnderTest.Bot(slack));

        slack.Fails("msg_too_long");
        await lane.RecordAsync(Buckets.Set(1));
        await lane.SettleAsync();

        slack.TopLevel.ShouldHaveSingleItem().Body["blocks"].ShouldBeNull();
    }

    [Fact]
    public async Task An_edit_that_is_too_long_for_Slack_is_told_in_short_and_the_old_details_go()
    {
        using var ledger = await OpenAsync();
        await using var slack = await FakeSlack.StartAsync(_clock.GetUtcNow);
        await using var lane = await LaneUnderTest.OpenAsync(ledger, _clock, LaneUnderTest.Bot(slack));
        await lane.RecordAsync(Buckets.Set(1));
        await lane.SettleAsync();

        slack.Fails("msg_blocks_too_long");
        await lane.RecordAsync(Buckets.Set(1, "again", second: 5));
        await lane.SettleAsync();

        var message = slack.TopLevel.ShouldHaveSingleItem();
        message.Text.ShouldContain("again");
        (message.Body["blocks"]!.AsArray().Count, message.Body["attachments"]!.AsArray().Count).ShouldBe((0, 0));
        ledger.Queries().Outbox().LastDeadReason.ShouldBeNull();
    }

    [Fact]
    public async Task Asked_to_slow_down_the_lane_waits_as_long_and_counts_no_attempt()
    {
        using var ledger = await OpenAsync();
        await using var slack = await FakeSlack.StartAsync(_clock.GetUtcNow);
        await using var lane = await LaneUnderTest.OpenAsync(ledger, _clock, LaneUnderTest.Bot(slack));

        slack.Answers(429, retryAfter: "17");
        await lane.RecordAsync(Buckets.Set(1));
        var before = _clock.GetUtcNow();
        await lane.SettleAsync();

        (slack.TopLevel.ShouldHaveSingleItem().PostedAt - before).ShouldBe(TimeSpan.FromSeconds(17));
        ledger.Ask<long>("select attempt from alert").ShouldBe(1);
    }

    [Fact]
    public async Task Seventeen_changes_by_one_actor_are_three_messages_and_one_digest_that_ends_resolved()
    {
        using var ledger = await OpenAsync();
        await using var slack = await FakeSlack.StartAsync(_clock.GetUtcNow);
        await using var lane = await LaneUnderTest.OpenAsync(ledger, _clock, LaneUnderTest.Bot(slack), publicUrl: new("https://drift.acme.example/"));

        for (var i = 1; i <= 17; i++)
        {
            await lane.RecordAsync(Buckets.Set(i, second: i));
            await lane.WorkUntilAsync(_clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        }

        await lane.SettleAsync();
        slack.TopLevel.Count.ShouldBe(4);
        slack.TopLevel[3].Text.ShouldContain("carol@example.com changed 14 resources");
        slack.TopLevel[3].Body.ToJsonString().ShouldContain("Acknowledge all 14");

        _clock.Advance(TimeSpan.FromMinutes(5));
        await lane.RecordAsync(Enumerable.Range(1, 17).Select(i => Buckets.Unset(i, second: 400 + i)));
        await lane.SettleAsync();

        slack.TopLevel.Count.ShouldBe(4);
        slack.TopLevel.ShouldAllBe(m => m.Text.StartsWith("Resolved"));
        slack.Messages.Count(m => m.Thread is not null).ShouldBe(4);
        slack.Broken.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_that_must_not_wait_leaves_the_digest_and_takes_what_came_before_it_along()
    {
        using var ledger = await OpenAsync();
        await using var slack = await FakeSlack.StartAsync(_clock.GetUtcNow);
        await using var lane = await LaneUnderTest.OpenAsync(ledger, _clock, LaneUnderTest.Bot(slack));
        await lane.RecordAsync(Enumerable.Range(1, 8).Select(i => Buckets.Set(i)));
        await lane.WorkUntilAsync(_clock.GetUtcNow() + TimeSpan.FromSeconds(4));

        await lane.RecordAsync(Buckets.Set(8, "public", severity: Severity.Critical, second: 5));
        await lane.WorkUntilAsync(_clock.GetUtcNow() + TimeSpan.FromSeconds(1));

        slack.TopLevel[^1].Text.ShouldStartWith("Critical: carol@example.com added tag drift = public on aws_s3_bucket.data[8]");
        await lane.SettleAsync();
        slack.TopLevel[^1].Text.ShouldContain("changed 6 resources");
    }
}
