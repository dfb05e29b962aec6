using DriftStream.Tests.Service;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.AsOf;

public sealed class StatesThroughTimeTests
{
    private static readonly (string, string) Owner = ("owner", "platform");
    private static readonly (string, string) Spotted = ("drift", "spotted");

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("7")]
    public async Task Every_event_of_a_month_is_judged_with_the_state_of_its_time(string workers)
    {
        await using var place = await PastPlace.StartAsync();
        Story(place);

        var outcome = await place.ReplayAsync("--workers", workers);

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        PastPlace.Found(outcome).ShouldBe(
        [
            "02-05 drift aws_s3_bucket.data_000", // adopted by serial 2
            "02-10 drift aws_s3_bucket.data_001", // in the second of serial 2, so before it, and adopted by it
            "02-15 drift aws_s3_bucket.data_000", // what serial 1 said is drift now
            "02-16 reverted aws_s3_bucket.data_000",
            "02-25 drift aws_s3_bucket.data_002", // held since serial 3
        ]);
        outcome.ErrorLines.ShouldContain("Each event is judged with the states of its time: 3 versions of 1 state.");
        outcome.ErrorLines.ShouldContain("Ended or moved as states changed: adopted 2.");
        outcome.ErrorLines.Count(l => l.StartsWith("2026-02-10T09:00:00Z: D-", StringComparison.Ordinal) && l.EndsWith(" was adopted: state prod says so itself since serial 2.", StringComparison.Ordinal)).ShouldBe(2);
        place.S3.Gets.All.Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_same_bytes_come_out_of_any_number_of_workers()
    {
        await using var place = await PastPlace.StartAsync();
        var random = new Random(7);
        for (var day = 1; day <= 28; day++)
        {
            place.Write($"2026-02-{day:00}T12:00:{random.Next(3):00}Z", day, buckets: 2 + random.Next(2), drift: random.Next(2) == 0 ? "spotted" : null);
            for (var call = 0; call < 40; call++)
            {
                place.Tagged($"2026-02-{day:00}T{11 + random.Next(2)}:{random.Next(2):00}:{random.Next(4):00}Z", random.Next(3), random.Next(2) == 0 ? [Owner] : [Owner, Spotted]);
            }
        }

        var one = await place.ReplayAsync("--workers", "1");
        var many = await place.ReplayAsync("--workers", "8");
        var whole = await place.ReplayAsync("--workers", "3", "--all");

        one.OutputLines.Count.ShouldBeGreaterThan(100);
        one.Errors.ShouldContain("adopted");
        many.Output.ShouldBe(one.Output);
        whole.OutputLines.Where(l => !l.Contains("\"verdict\":\"in-sync\"", StringComparison.Ordinal) && !l.Contains("\"verdict\":\"not-managed\"", StringComparison.Ordinal) && !l.Contains("\"verdict\":\"duplicate\"", StringComparison.Ordinal)).ShouldBe(one.OutputLines);
    }

    [Fact]
    public async Task While_a_state_is_deleted_nothing_in_it_is_managed_and_its_drifts_wait_for_its_return()
    {
        await using var place = await PastPlace.StartAsync();
        place.Write("2026-02-01T00:00:00Z", serial: 1);
        place.Delete("2026-02-10T00:00:00Z");
        place.Write("2026-02-20T00:00:00Z", serial: 2, drift: "spotted");
        place.Tagged("2026-02-05T00:00:00Z", 0, Owner, Spotted);
        place.Tagged("2026-02-12T00:00:00Z", 1, Owner, ("more", "tags"));
        place.Tagged("2026-02-22T00:00:00Z", 1, Owner);

        var outcome = await place.ReplayAsync();

        PastPlace.Found(outcome).ShouldBe(["02-05 drift aws_s3_bucket.data_000", "02-22 drift aws_s3_bucket.data_001"]);
        outcome.ErrorLines.ShouldContain("Ended or moved as states changed: adopted 1.");
        outcome.Errors.ShouldContain("2026-02-20T00:00:00Z: D-");
    }

    [Fact]
    public async Task Of_two_versions_of_one_moment_the_one_that_S3_lists_first_counts()
    {
        await using var place = await PastPlace.StartAsync();
        place.Write("2026-02-01T00:00:00Z", serial: 1);
        place.Write("2026-02-10T00:00:00Z", serial: 2, drift: "spotted");
        place.Write("2026-02-10T00:00:00Z", serial: 3);
        place.Tagged("2026-02-12T00:00:00Z", 0, Owner, Spotted);

        PastPlace.Found(await place.ReplayAsync()).ShouldBe(["02-12 drift aws_s3_bucket.data_000"]);
    }

    [Fact]
    public async Task Before_the_oldest_version_that_one_counts_and_the_summary_says_so()
    {
        await using var place = await PastPlace.StartAsync();
        place.Write("2026-02-10T00:00:00Z", serial: 4);
        place.Tagged("2026-02-05T00:00:00Z", 0, Owner, Spotted);

        var outcome = await place.ReplayAsync();

        PastPlace.Found(outcome).ShouldBe(["02-05 drift aws_s3_bucket.data_000"]);
        outcome.ErrorLines.ShouldContain("State prod: the oldest version that is kept is of 2026-02-10T00:00:00Z; events before it are judged with that one.");
    }

    [Fact]
    public async Task Where_the_oldest_that_is_kept_is_a_deletion_the_state_was_not_there_before_it()
    {
        await using var place = await PastPlace.StartAsync();
        place.Delete("2026-02-10T00:00:00Z");
        place.Write("2026-02-20T00:00:00Z", serial: 4);
        place.Tagged("2026-02-05T00:00:00Z", 0, Owner, Spotted);
        place.Tagged("2026-02-21T00:00:00Z", 0, Owner, Spotted);

        PastPlace.Found(await place.ReplayAsync()).ShouldBe(["02-21 drift aws_s3_bucket.data_000"]);
    }

    [Fact]
    public async Task A_broken_version_is_named_and_the_one_before_it_stays_in_use()
    {
        await using var place = await PastPlace.StartAsync();
        place.Write("2026-02-01T00:00:00Z", serial: 1);
        place.WriteBroken("2026-02-10T00:00:00Z");
        place.Tagged("2026-02-12T00:00:00Z", 0, Owner, Spotted);

        var outcome = await place.ReplayAsync();

        PastPlace.Found(outcome).ShouldBe(["02-12 drift aws_s3_bucket.data_000"]);
        outcome.Errors.ShouldContain("State 'prod': version v00002 of 2026-02-10T00:00:00Z cannot be used. The version before it stays in use.");
    }

    [Fact]
    public async Task Only_versions_that_counted_while_something_was_asked_about_are_fetched()
    {
        await using var place = await PastPlace.StartAsync();
        Story(place);

        var outcome = await place.ReplayAsync("--since", "2026-02-12T00:00:00Z", "--until", "2026-02-18T00:00:00Z");

        PastPlace.Found(outcome).ShouldBe(["02-15 drift aws_s3_bucket.data_000", "02-16 reverted aws_s3_bucket.data_000"]);
        place.S3.Gets.All.Count.ShouldBe(1);
    }

    [Fact]
    public async Task All_events_may_be_judged_with_the_newest_state_or_with_that_of_a_moment()
    {
        await using var place = await PastPlace.StartAsync();
        Story(place);

        PastPlace.Found(await place.ReplayAsync("--state-at", "now"))[0].ShouldBe("02-05 drift aws_s3_bucket.data_000");
        PastPlace.Found(await place.ReplayAsync("--state-at", "2026-02-12T00:00:00Z")).ShouldBe(["02-15 drift aws_s3_bucket.data_000", "02-16 reverted aws_s3_bucket.data_000", "02-22 drift aws_s3_bucket.data_000"]);
        (await place.ReplayAsync("--state-at", "someday")).ErrorLines[0].ShouldContain("--state-at is 'someday'");
    }

    [Fact]
    public async Task Explain_judges_with_the_version_of_the_event_and_names_it()
    {
        await using var place = await PastPlace.StartAsync();
        Story(place);
        var path = place.Folder.Write("event.json", place.Tagged("2026-02-14T00:00:00Z", 0, Owner));

        var outcome = await place.RunAsync("explain", path, "--state", PastPlace.State);

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldContain("states     State prod as it was at the time of the event: serial 2, version v00002 of 2026-02-10T09:00:00Z.");
        outcome.Output.ShouldContain($"=> drift at {ManagedState.Address(0)}");
    }

    [Fact]
    public async Task A_bucket_that_does_not_show_its_versions_is_read_as_it_is_now_with_a_note()
    {
        await using var place = await PastPlace.StartAsync();
        Story(place);
        place.S3.Fail("prod.tfstate", LocalAws.LocalS3Fault.Denied);

        var outcome = await place.ReplayAsync();

        outcome.ErrorLines.ShouldContain("The versions of the states at s3://acme-tf/prod.tfstate cannot be listed (AWS does not allow s3:ListBucketVersions on it (AccessDenied): grant it, and kms:Decrypt where a key of yours encrypts it), so all events are judged with the states of now.");
        PastPlace.Found(outcome).Count.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task What_changed_since_is_not_recorded_as_if_it_were_of_today()
    {
        await using var place = await PastPlace.StartAsync();
        Story(place);

        var outcome = await place.ReplayAsync("--record");

        outcome.ExitCode.ShouldBe(2);
        outcome.ErrorLines[0].ShouldBe("--record writes what the service would write today, and the states have changed since these events: add --state-at now, or --state-at with a moment.");
    }

    private static void Story(PastPlace place)
    {
        place.Write("2026-02-01T00:00:00Z", serial: 1);
        place.Write("2026-02-10T09:00:00Z", serial: 2, drift: "spotted");
        place.Write("2026-02-20T00:00:00Z", serial: 3, buckets: 3);
        place.Tagged("2026-02-05T00:00:00Z", 0, Owner, Spotted);
        place.Tagged("2026-02-08T00:00:00Z", 2, Owner, Spotted);
        place.Tagged("2026-02-10T09:00:00Z", 1, Owner, Spotted);
        place.Tagged("2026-02-12T00:00:00Z", 0, Owner, Spotted);
        place.Tagged("2026-02-15T00:00:00Z", 0, Owner);
        place.Tagged("2026-02-16T00:00:00Z", 0, Owner, Spotted);
        place.Tagged("2026-02-22T00:00:00Z", 0, Owner);
        place.Tagged("2026-02-25T00:00:00Z", 2, ("owner", "search"));
    }
}
