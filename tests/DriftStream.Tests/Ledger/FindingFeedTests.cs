using DriftStream.Core.Judging;
using DriftStream.Ledger;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger;

public sealed class FindingFeedTests
{
    [Fact]
    public async Task A_listener_hears_of_a_finding_after_its_commit()
    {
        using var file = new LedgerFile();
        await using var process = await file.StartAsync();
        using var listener = process.Feed.Subscribe();

        await process.RecordAsync(Facts.Event("e1"));
        var heard = await FirstAsync(listener);

        heard.Finding.Finding.Event.Id.ShouldBe("e1");
        file.Queries().IsKnown("e1").ShouldBeTrue();
    }

    [Fact]
    public async Task A_slow_listener_loses_the_oldest_and_is_told_how_many()
    {
        var feed = new FindingFeed();
        using var slow = feed.Subscribe(capacity: 2);
        foreach (var number in Enumerable.Range(1, 5))
        {
            feed.Publish(Recorded(number));
        }

        var item = await FirstAsync(slow);

        (item.Finding.Number, item.Missed).ShouldBe((4, 3));
    }

    [Fact]
    public async Task A_listener_that_left_is_forgotten()
    {
        var feed = new FindingFeed();
        var listener = feed.Subscribe();

        listener.Dispose();

        feed.Publish(Recorded(1));
        feed.Listeners.ShouldBe(0);
        (await listener.ReadAllAsync(TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    private static RecordedFinding Recorded(long number) =>
        new(number, Facts.Noon, Facts.Finding(Facts.Event($"e{number}"), Verdict.Drift, "D-1"), Late: false);

    private static ValueTask<FeedItem> FirstAsync(FeedSubscription listener) =>
        listener.ReadAllAsync(TestContext.Current.CancellationToken).FirstAsync(TestContext.Current.CancellationToken);
}
