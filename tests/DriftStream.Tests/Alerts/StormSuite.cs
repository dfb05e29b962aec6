using DriftStream.Core.Judging;
using DriftStream.Tests.Ledger;
using DriftStream.Tests.LocalAws;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Alerts;

/// <summary>Ten thousand changes by one actor in a minute, and somebody else's critical one in the middle, in every ledger.</summary>
public abstract class StormSuite
{
    private const int Changes = 10_000;
    private const int Seconds = 60;
    private readonly ManualTime _clock = new();

    private protected abstract Task<LedgerUnderTest> OpenAsync();

    [Theory]
    [InlineData("https://drift.acme.example/")]
    [InlineData(null)]
    public async Task A_storm_is_a_handful_of_messages_that_lead_to_all_of_it_and_holds_no_critical_change_up(string? home)
    {
        using var ledger = await OpenAsync();
        await using var slack = await FakeSlack.StartAsync(_clock.GetUtcNow);
        await using var lane = await LaneUnderTest.OpenAsync(ledger, _clock, LaneUnderTest.Bot(slack), publicUrl: home is null ? null : new(home));
        var happened = default(DateTimeOffset);

        for (var second = 0; second < Seconds; second++)
        {
            var first = Changes * second / Seconds;
            await lane.RecordAsync(Enumerable.Range(first, (Changes * (second + 1) / Seconds) - first).Select(i => Buckets.Set(i, second: second)));
            if (second == Seconds / 2)
            {
                happened = _clock.GetUtcNow();
                await lane.RecordAsync(Buckets.Set(Changes, "public", "mallory@example.com", Severity.Critical, second));
            }

            await lane.WorkUntilAsync(_clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        }

        await lane.SettleAsync();

        var critical = slack.TopLevel.Single(m => m.Text.StartsWith("Critical: mallory@example.com"));
        (critical.PostedAt - happened).ShouldBeLessThan(TimeSpan.FromSeconds(3));
        slack.TopLevel.Count.ShouldBeLessThanOrEqualTo(6);
        slack.Broken.ShouldBeEmpty();
        ledger.Ask<long>("select count(*) from alert where sent_at is null").ShouldBe(0);
        var digest = slack.TopLevel.Single(m => m.Body.ToJsonString().Contains("Acknowledge all"));
        ShouldLeadToAll(slack, lane, digest, home);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Changes} changes: {slack.TopLevel.Count} messages, {digest.Edits.Count} edits, {slack.Messages.Count - slack.TopLevel.Count} replies; the critical one after {critical.PostedAt - happened}");
    }

    private static void ShouldLeadToAll(FakeSlack slack, LaneUnderTest lane, FakeMessage digest, string? home)
    {
        var told = slack.TopLevel.Where(m => m != digest).Select(m => m.Text).ToList();
        var listed = home is null
            ? slack.Messages.Where(m => m.Thread == digest.Reference).SelectMany(Lines).ToHashSet()
            : lane.Stories.Listing(LinkedDigest(digest, home), 0, Changes).Select(l => l.Finding.Resource!.Address!).ToHashSet();

        Enumerable.Range(0, Changes).Select(i => $"aws_s3_bucket.data[{i}]")
            .Where(address => !listed.Contains(address) && !told.Exists(t => t.Contains(address))).ShouldBeEmpty();
    }

    private static IEnumerable<string> Lines(FakeMessage message) => message.Body["blocks"]!.AsArray()
        .SelectMany(b => b!["text"]!["text"]!.GetValue<string>().Split('\n'))
        .Where(l => l.Contains(" on "))
        .Select(l => l[(l.LastIndexOf(' ') + 1)..]);

    private static string LinkedDigest(FakeMessage digest, string home)
    {
        var link = digest.Body["attachments"]![0]!["blocks"]!.AsArray()
            .Single(b => b!["type"]!.GetValue<string>() == "actions")!["elements"]!.AsArray()
            .Single(e => e!["url"] is not null)!["url"]!.GetValue<string>();
        return link[$"{home}digests/".Length..];
    }
}
