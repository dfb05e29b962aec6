using System.Globalization;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Gaps;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.Sources;

public sealed class HistoryTests
{
    private static readonly DateTimeOffset Now = FarPlace.Now;

    [Fact]
    public async Task Events_of_several_days_and_regions_are_fetched()
    {
        await using var place = await FarPlace.StartAsync();
        place.Aws.CloudTrail.Add(Enumerable.Range(0, 120).Select(i => Drift($"ireland-{i:000}", Now.AddMinutes(-60 * i))));
        place.Aws.CloudTrail.Add(Enumerable.Range(0, 70).Select(i => Drift($"virginia-{i:000}", Now.AddHours(-30), "us-east-1")));
        place.Aws.CloudTrail.Add(Drift("read", Now.AddHours(-1), readOnly: true));

        var outcome = await place.ReplayAsync("cloudtrail:eu-west-1", "cloudtrail:us-east-1", "--since", "7d");

        outcome.ExitCode.ShouldBe(0);
        FarPlace.Found(outcome).Order(StringComparer.Ordinal).ShouldBe(
            [.. Enumerable.Range(0, 120).Select(i => $"ireland-{i:000}"), .. Enumerable.Range(0, 70).Select(i => $"virginia-{i:000}")]);
        outcome.Errors.ShouldContain("cloudtrail:eu-west-1: only changing events are fetched");
    }

    [Fact]
    public async Task All_asks_for_reading_events_too()
    {
        await using var place = await FarPlace.StartAsync();
        place.Aws.CloudTrail.Add(Drift("change", Now.AddHours(-2)), Drift("read", Now.AddHours(-1), readOnly: true));

        var outcome = await place.ReplayAsync("cloudtrail:", "--region", "eu-west-1", "--since", "1d", "--all");

        FarPlace.Found(outcome).ShouldBe(["change", "read"]);
        outcome.Errors.ShouldNotContain("only changing events");
    }

    [Fact]
    public async Task The_moments_asked_for_are_the_moments_fetched()
    {
        await using var place = await FarPlace.StartAsync();
        string[] moments = ["2026-03-01T09:59:59Z", "2026-03-01T10:00:00Z", "2026-03-01T23:59:59Z", "2026-03-02T00:00:00Z", "2026-03-02T11:59:59Z", "2026-03-02T12:00:00Z"];
        place.Aws.CloudTrail.Add(moments.Select(m => Drift(m, DateTimeOffset.Parse(m, CultureInfo.InvariantCulture))));

        var outcome = await place.ReplayAsync("cloudtrail:eu-west-1", "--since", "2026-03-01T10:00:00Z", "--until", "2026-03-02T12:00:00Z");

        FarPlace.Found(outcome).ShouldBe(moments[1..5]);
        place.Aws.CloudTrail.Throttled.ShouldBe(0);
    }

    [Fact]
    public async Task What_lies_before_its_memory_is_said_and_the_rest_is_judged()
    {
        await using var place = await FarPlace.StartAsync();
        place.Aws.CloudTrail.Add(Drift("old", Now.AddDays(-100)), Drift("new", Now.AddDays(-80)));

        var outcome = await place.ReplayAsync("cloudtrail:eu-west-1", "--since", "120d");

        outcome.ExitCode.ShouldBe(1);
        FarPlace.Found(outcome).ShouldBe(["new"]);
        outcome.ErrorLines.ShouldContain("cloudtrail:eu-west-1: CloudTrail remembers 90 days: events before 2025-12-08 12:00Z are not there. Give the trail's bucket (s3://…) for them.");
    }

    [Theory]
    [InlineData("AccessDeniedException", "AWS does not allow cloudtrail:LookupEvents in eu-west-1 (AccessDeniedException): grant it to the principal, or name a role that may in Archive:RoleArn")]
    [InlineData("ExpiredTokenException", "the AWS session has expired: sign in again and go on with --resume")]
    public async Task A_refusal_is_named_with_what_would_help(string code, string sentence)
    {
        await using var place = await FarPlace.StartAsync();
        place.Aws.CloudTrail.Add(Drift("event", Now.AddHours(-1)));
        place.Aws.FailNext("LookupEvents", code);

        var outcome = await place.ReplayAsync("cloudtrail:eu-west-1", "--since", "2026-03-08");

        outcome.ExitCode.ShouldBe(1);
        outcome.ErrorLines.ShouldContain($"cloudtrail:eu-west-1 2026-03-08: it cannot be read: {sentence}");
    }

    [Fact]
    public async Task Being_told_to_slow_down_costs_time_and_no_event()
    {
        await using var place = await FarPlace.StartAsync();
        place.Aws.CloudTrail.Add(Enumerable.Range(0, 120).Select(i => Drift($"{i:000}", Now.AddMinutes(-i))));
        foreach (var _ in Enumerable.Range(0, 4))
        {
            place.Aws.FailNext("LookupEvents", "ThrottlingException");
        }

        var outcome = await place.ReplayAsync("cloudtrail:eu-west-1", "--since", "2026-03-08");

        outcome.ExitCode.ShouldBe(0);
        FarPlace.Found(outcome).Count.ShouldBe(120);
    }

    [Theory]
    [InlineData("user=bob", "bob")]
    [InlineData("resource=acme-logs", "logs")]
    [InlineData("event=Attached", "attached")]
    public async Task What_it_is_narrowed_by_is_all_that_is_fetched(string narrowing, string found)
    {
        await using var place = await FarPlace.StartAsync();
        place.Aws.CloudTrail.Add(
            Drift("alice", Now.AddHours(-3)),
            History.Record("bob", Now.AddHours(-4), "Drift", user: "bob"),
            History.Record("logs", Now.AddHours(-5), "Drift", bucket: "acme-logs"),
            History.Record("attached", Now.AddHours(-6), "Attached"));

        var outcome = await place.ReplayAsync($"cloudtrail:eu-west-1?{narrowing}", "--since", "1d");

        FarPlace.Found(outcome).ShouldBe([found]);
        outcome.Errors.ShouldContain($"cloudtrail:eu-west-1?{narrowing}: only ");
        outcome.Errors.ShouldContain("1 CloudTrail record");
    }

    [Fact]
    public async Task Two_questions_about_a_region_share_its_pace_and_an_event_that_both_find_is_judged_once()
    {
        await using var place = await FarPlace.StartAsync();
        place.Aws.CloudTrail.Add(
            History.Record("both", Now.AddHours(-1), "Drift", user: "bob", bucket: "acme-logs"),
            History.Record("one", Now.AddHours(-2), "Drift", user: "bob"));

        var outcome = await place.ReplayAsync("cloudtrail:eu-west-1?user=bob", "cloudtrail:eu-west-1?resource=acme-logs", "--since", "3d");

        FarPlace.Found(outcome).ShouldBe(["one", "both"]);
        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        place.Aws.CloudTrail.Throttled.ShouldBe(0);
    }

    [Theory]
    [InlineData("cloudtrail:eu-west-1?team=a", "cannot be asked of CloudTrail: write cloudtrail:eu-west-1, or cloudtrail:eu-west-1?user=alice")]
    [InlineData("cloudtrail:eu-west-1?user=", "cannot be asked of CloudTrail")]
    [InlineData("cloudtrail:eu-west-1?user=a&event=b", "asks for several things at once, and CloudTrail takes one")]
    [InlineData("cloudtrail:Ireland", "names no region")]
    public async Task What_CloudTrail_cannot_be_asked_is_a_mistake_of_the_command_line(string source, string sentence)
    {
        await using var place = await FarPlace.StartAsync();

        var outcome = await place.ReplayAsync(source);

        outcome.ExitCode.ShouldBe(2);
        outcome.Errors.ShouldContain($"'{source}' {sentence}");
    }

    // The fake judge takes its verdict from the name.
    private static string Drift(string id, DateTimeOffset at, string region = History.Region, bool readOnly = false) => History.Record(id, at, "Drift", region, readOnly);
}
