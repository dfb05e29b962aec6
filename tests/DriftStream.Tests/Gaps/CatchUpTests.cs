using DriftStream.Gaps;
using DriftStream.Tests.LocalAws;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Gaps;

/// <summary>Events of a gap are fetched from the history and judged like those of the queue.</summary>
public sealed class CatchUpTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_event_of_the_time_is_judged_once_and_what_was_known_is_left_out()
    {
        await using var place = await CatchUpPlace.OpenAsync();
        place.Aws.CloudTrail.Add(Enumerable.Range(0, 180).Select(i => History.Record($"e{i:000}", History.Start.AddHours(-3).AddMinutes(i))));
        await place.Process.RecordAsync(Ledger.Facts.Event("e007"));
        await place.OrderAsync(TimeSpan.FromHours(3), TimeSpan.FromHours(2));

        (await place.Worker.DoNextAsync(Cancellation)).ShouldBeTrue();

        place.Judged.ShouldBe(Enumerable.Range(0, 121).Select(i => $"e{i:000}"));
        var job = place.Job();
        job.Judged.ShouldBe(120);
        job.Sentence.ShouldStartWith("Caught up 111122223333 eu-west-1 from 2026-03-02 11:00:00 UTC to 2026-03-02 13:00:00 UTC: ");
        (await place.Worker.DoNextAsync(Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_oldest_are_judged_first_and_nobody_counts_as_heard()
    {
        await using var place = await CatchUpPlace.OpenAsync();
        place.Aws.CloudTrail.Add(Enumerable.Range(0, 130).Select(i => History.Record($"e{i:000}", History.Start.AddHours(-1).AddSeconds(i * 20))));
        await place.OrderAsync(TimeSpan.FromHours(1), TimeSpan.FromMinutes(44));

        await place.Worker.DoNextAsync(Cancellation);

        place.JudgedInOrder.ShouldBe(Enumerable.Range(0, 130).Select(i => $"e{i:000}"));
        place.Heard.ShouldBe(0);
    }

    [Fact]
    public async Task No_more_than_two_calls_a_second_are_made()
    {
        await using var place = await CatchUpPlace.OpenAsync();
        place.Aws.CloudTrail.Add(Enumerable.Range(0, 1000).Select(i => History.Record($"e{i:000}", History.Start.AddHours(-1))));
        await place.OrderAsync(TimeSpan.FromHours(2), TimeSpan.FromMinutes(90));
        var begun = place.Time.GetUtcNow();

        await place.Worker.DoNextAsync(Cancellation);

        place.Judged.Count.ShouldBe(1000);
        place.Aws.CloudTrail.Throttled.ShouldBe(0);
        (place.Time.GetUtcNow() - begun).TotalSeconds.ShouldBe(place.Aws.Calls.All.Count / 2.0, tolerance: 1);
    }

    [Fact]
    public async Task Whoever_is_told_to_slow_down_waits_and_goes_on()
    {
        await using var place = await CatchUpPlace.OpenAsync();
        place.Aws.CloudTrail.Add(History.Record("e1", History.Start.AddHours(-1)));
        place.Aws.FailNext("LookupEvents", "ThrottlingException");
        place.Aws.FailNext("LookupEvents", "ThrottlingException");
        await place.OrderAsync(TimeSpan.FromHours(2), TimeSpan.FromMinutes(90));

        await place.Worker.DoNextAsync(Cancellation);

        place.Judged.ShouldBe(["e1"]);
        place.Job().Problem.ShouldBeNull();
    }

    [Fact]
    public async Task What_was_done_before_a_failure_is_not_asked_again()
    {
        await using var place = await CatchUpPlace.OpenAsync();
        place.Aws.CloudTrail.Add(Enumerable.Range(0, 8).Select(i => History.Record($"e{i}", History.Start.AddHours(-3).AddMinutes(15 * i).AddSeconds(1))));
        await place.OrderAsync(TimeSpan.FromHours(3), TimeSpan.FromHours(2));
        place.Aws.CloudTrail.FailAfter(calls: 3);

        await place.Worker.DoNextAsync(Cancellation);

        var stopped = place.Job();
        stopped.Sentence.ShouldStartWith("Not caught up: ");
        stopped.Problem.ShouldBe("CloudTrail in 111122223333 eu-west-1 answered 500; it is asked again.");
        place.Judged.Count.ShouldBe(3);
        place.Time.Advance(TimeSpan.FromMinutes(6));
        await place.Worker.DoNextAsync(Cancellation);

        place.Judged.Count.ShouldBe(8);
        place.Job().Problem.ShouldBeNull();
        place.Aws.Calls.All.Count.ShouldBe(9);
    }

    [Fact]
    public async Task Without_permission_one_sentence_says_so_and_the_gap_stays()
    {
        await using var place = await CatchUpPlace.OpenAsync();
        place.Aws.CloudTrail.Add(History.Record("e1", History.Start.AddHours(-1)));
        place.Aws.FailNext("LookupEvents", "AccessDeniedException");
        await place.OrderAsync(TimeSpan.FromHours(2), TimeSpan.FromMinutes(90));

        await place.Worker.DoNextAsync(Cancellation);

        place.Job().Sentence.ShouldBe(
            "Not caught up: 111122223333 eu-west-1 from 2026-03-02 12:00:00 UTC to 2026-03-02 13:30:00 UTC. AWS does not allow cloudtrail:LookupEvents in 111122223333 eu-west-1: " +
            "grant it to the role that DriftStream runs as, or to Gaps:LookupRole. The gap stays until then.");
        (await place.Worker.DoNextAsync(Cancellation)).ShouldBeFalse();
        place.Time.Advance(TimeSpan.FromMinutes(61));
        await place.Worker.DoNextAsync(Cancellation);
        place.Judged.ShouldBe(["e1"]);
    }

    [Fact]
    public async Task Another_account_needs_a_role_there()
    {
        await using var place = await CatchUpPlace.OpenAsync(own: "444455556666");
        await place.OrderAsync(TimeSpan.FromHours(2), TimeSpan.FromMinutes(90));

        await place.Worker.DoNextAsync(Cancellation);

        place.Job().Problem!.ShouldContain("set Gaps:LookupRole");
        place.Aws.Calls.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_role_of_the_account_is_taken()
    {
        await using var place = await CatchUpPlace.OpenAsync(new() { LookupRole = "arn:aws:iam::{account}:role/lookup" }, own: "444455556666");
        await place.OrderAsync(TimeSpan.FromHours(2), TimeSpan.FromMinutes(90));

        await place.Worker.DoNextAsync(Cancellation);

        place.Roles.ShouldBe(["arn:aws:iam::111122223333:role/lookup"]);
        place.Job().DoneAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_is_older_than_the_history_is_named_and_the_rest_is_fetched()
    {
        await using var place = await CatchUpPlace.OpenAsync();
        place.Aws.CloudTrail.Add(History.Record("young", History.Start.AddDays(-89).AddHours(-20)), History.Record("gone", History.Start.AddDays(-90).AddHours(-1)));
        await place.OrderAsync(TimeSpan.FromDays(91), TimeSpan.FromDays(2));

        await place.Worker.DoNextAsync(Cancellation);

        place.Judged.ShouldBe(["young"]);
        place.Job().Sentence.ShouldContain("CloudTrail keeps events for 90 days: what is older than 2025-12-02 15:00:00 UTC has to be judged from the archive");
    }

    [Fact]
    public async Task CloudTrail_is_given_the_time_in_which_events_become_visible()
    {
        await using var place = await CatchUpPlace.OpenAsync();
        await place.OrderAsync(TimeSpan.FromHours(1), TimeSpan.FromHours(1));

        (await place.Worker.DoNextAsync(Cancellation)).ShouldBeFalse();
        place.Time.Advance(TimeSpan.FromMinutes(16));

        (await place.Worker.DoNextAsync(Cancellation)).ShouldBeTrue();
    }
}
