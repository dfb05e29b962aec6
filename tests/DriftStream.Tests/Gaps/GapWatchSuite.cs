using DriftStream.Gaps;
using DriftStream.Tests.Ledger;
using DriftStream.Tests.LocalAws;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Gaps;

/// <summary>What the watch finds, tells and ends, on every ledger.</summary>
public abstract class GapWatchSuite
{
    private static readonly TimeSpan Weeks = TimeSpan.FromDays(8);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private protected abstract Task<LedgerUnderTest> OpenAsync();

    [Fact]
    public async Task A_region_that_falls_silent_is_told_once_and_once_more_when_it_speaks_again()
    {
        using var ledger = await OpenAsync();
        await using var place = await WatchPlace.StartAsync(ledger, new ManualTime());
        place.Hear("us-east-1", Minute, Weeks);
        place.Hear("eu-west-1", Minute, Weeks);
        for (var minute = 0; minute < 14; minute++)
        {
            place.Hear("eu-west-1", Minute, TimeSpan.Zero);
            await place.LookAsync();
            place.Time.Advance(Minute);
        }

        place.Notices.ShouldBe(["high: No events from 111122223333 us-east-1 for 11 minutes"]);
        place.Open.ShouldHaveSingleItem().ShouldContain("IAM, Route 53, CloudFront and Organizations report only there. 1 other place is fine");
        place.Hear("us-east-1", Minute, TimeSpan.Zero);
        await place.LookAsync();

        place.Open.ShouldBeEmpty();
        place.Notices.Skip(1).ShouldBe(["info: 111122223333 us-east-1 speaks again"]);
        var fetched = place.Queries.CatchUps(DateTimeOffset.UnixEpoch).ShouldHaveSingleItem();
        fetched.Place.ShouldBe(new FeedPlace(History.Account, "us-east-1"));
        (fetched.Until - fetched.From).ShouldBe(TimeSpan.FromMinutes(14));
    }

    [Fact]
    public async Task Regions_that_fall_silent_together_are_one_message()
    {
        using var ledger = await OpenAsync();
        await using var place = await WatchPlace.StartAsync(ledger, new ManualTime());
        foreach (var region in new[] { "us-east-1", "eu-west-1", "eu-north-1" })
        {
            place.Hear(region, Minute, Weeks);
        }

        await place.LookAsync(minutes: 15);

        place.Notices.ShouldBe(["high: No events from 3 places"]);
        place.Open.Count.ShouldBe(3);
    }

    [Fact]
    public async Task At_a_start_and_after_a_standstill_nobody_is_called_silent_before_there_was_time_to_hear()
    {
        using var ledger = await OpenAsync();
        var time = new ManualTime();
        await using (var before = await WatchPlace.StartAsync(ledger, time))
        {
            before.Hear("eu-west-1", Minute, Weeks);
            await before.LookAsync();
        }

        time.Advance(TimeSpan.FromHours(10));
        await using var after = await WatchPlace.StartAsync(ledger, time);
        await after.LookAsync(minutes: 9);

        after.Open.ShouldBeEmpty();
        after.Notices.ShouldBe(["medium: DriftStream saw nothing for 10 hours"]);
        var fetched = after.Queries.CatchUps(DateTimeOffset.UnixEpoch).ShouldHaveSingleItem();
        (fetched.Until - fetched.From).ShouldBe(TimeSpan.FromHours(10));
    }

    [Fact]
    public async Task While_the_queue_is_out_of_reach_it_is_the_queue_that_is_told_and_no_region()
    {
        using var ledger = await OpenAsync();
        await using var place = await WatchPlace.StartAsync(ledger, new ManualTime());
        place.Hear("eu-west-1", Minute, Weeks);
        place.Queue = place.Queue with { Problem = "The queue cannot be read: AWS does not allow it.", Waiting = null };

        await place.LookAsync(minutes: 20);

        place.Notices.ShouldBe(["high: The queue driftstream cannot be read"]);
        place.Queue = place.Queue with { Problem = null, Waiting = 0 };
        await place.LookAsync();
        place.Open.ShouldBeEmpty();
        place.Notices.Skip(1).ShouldBe(["info: Over: The queue driftstream cannot be read"]);
    }

    [Fact]
    public async Task Old_messages_and_a_growing_backlog_are_told_and_a_short_burst_is_not()
    {
        using var ledger = await OpenAsync();
        await using var place = await WatchPlace.StartAsync(ledger, new ManualTime());
        foreach (var waiting in new[] { 0, 5_000, 4_000, 0 })
        {
            place.Queue = place.Queue with { Waiting = waiting, Behind = waiting > 0 ? TimeSpan.FromMinutes(6) : TimeSpan.Zero };
            await place.LookAsync(minutes: 1);
        }

        place.Notices.ShouldBeEmpty();
        for (var waiting = 1_000; waiting < 9_000; waiting += 1_000)
        {
            place.Queue = place.Queue with { Waiting = waiting, Behind = TimeSpan.FromMinutes(6) };
            await place.LookAsync();
            place.Time.Advance(Minute);
        }

        place.Notices.Order().ShouldBe(["medium: DriftStream is 6 minutes behind", "medium: More and more messages wait in driftstream"]);
    }

    [Fact]
    public async Task Dead_letters_are_told_until_they_are_gone()
    {
        using var ledger = await OpenAsync();
        await using var place = await WatchPlace.StartAsync(ledger, new ManualTime());
        place.Queue = place.Queue with { DeadLetterQueue = "driftstream-parked", DeadLetters = 2 };
        await place.LookAsync(minutes: 3);
        place.Open.ShouldHaveSingleItem().ShouldContain("2 messages lie in driftstream-parked");

        place.Queue = place.Queue with { DeadLetters = 0 };
        await place.LookAsync();

        place.Open.ShouldBeEmpty();
        place.Notices.ShouldBe(["high: Events lie in the dead-letter queue driftstream-parked", "info: Over: Events lie in the dead-letter queue driftstream-parked"]);
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_and_one_that_Terraform_left_behind_are_told()
    {
        using var ledger = await OpenAsync();
        await using var place = await WatchPlace.StartAsync(ledger, new ManualTime());
        var written = new Dictionary<string, DateTimeOffset> { ["net"] = place.Time.GetUtcNow().AddHours(-1), ["app"] = place.Time.GetUtcNow().AddHours(-1) };
        place.States = new(new Dictionary<string, string> { ["prod"] = "State 'prod' cannot be read." }, written);
        place.Applied("net");

        await place.LookAsync(minutes: 50);
        place.Notices.ShouldBe(["high: The state prod cannot be read"]);
        await place.LookAsync(minutes: 12);
        place.Notices.Skip(1).ShouldBe(["medium: The state net is older than Terraform's last change"]);
        written["net"] = place.Time.GetUtcNow();
        place.States = new(new Dictionary<string, string>(), written);
        await place.LookAsync();

        place.Open.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_learnt_outlives_the_process_and_an_open_gap_is_not_told_twice()
    {
        using var ledger = await OpenAsync();
        var time = new ManualTime();
        await using (var before = await WatchPlace.StartAsync(ledger, time))
        {
            before.Hear("eu-west-1", Minute, Weeks);
            await before.LookAsync(minutes: 15);
        }

        await using var after = await WatchPlace.StartAsync(ledger, time);
        await after.LookAsync(minutes: 25);

        after.Notices.ShouldBe(["high: No events from 111122223333 eu-west-1 for 11 minutes"]);
        after.Open.ShouldHaveSingleItem().ShouldContain("for 40 minutes");
    }
}
