using DriftStream.Ledger;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger;

/// <summary>The alerts that wait, in every ledger.</summary>
public abstract class AlertQueueSuite
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private protected abstract Task<LedgerUnderTest> OpenAsync();

    [Fact]
    public async Task Of_one_drift_an_alert_waits_for_the_one_before_it()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync();
        using var queue = new AlertQueue(ledger.Database(), TimeProvider.System);
        await process.RecordAsync(Facts.Event("e1"));
        await process.RecordAsync(Facts.Event("e2", "DeleteBucketTagging", second: 1));
        await process.RecordAsync(Facts.Event("e3", second: 2));

        var first = queue.Claim(Lease, most: 8);
        queue.Claim(Lease, most: 8).ShouldBeEmpty();
        queue.MarkSent([.. first.Select(alert => alert.Id)]);
        var second = queue.Claim(Lease, most: 8);

        first.Select(alert => (alert.Body, alert.Attempt)).ShouldBe([("alert e1", 1), ("alert e3", 1)]);
        second.Select(alert => alert.Body).ShouldBe(["alert e2"]);
    }

    [Fact]
    public async Task What_became_of_an_alert_is_kept()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync();
        using var queue = new AlertQueue(ledger.Database(), TimeProvider.System);
        await process.RecordAsync(Facts.Event("e1"));
        var id = queue.Claim(Lease, most: 1).Single().Id;

        queue.GiveBack(id, "429");
        var again = queue.Claim(Lease, most: 1).Single();
        queue.Postpone(id, TimeSpan.FromHours(1), "500");
        var postponed = queue.Claim(Lease, most: 1);
        queue.MarkDead(id, "404 no_service");

        (again.Id, again.Attempt).ShouldBe((id, 1));
        postponed.ShouldBeEmpty();
        (ledger.Queries().Outbox().Dead, ledger.Queries().Outbox().LastDeadReason).ShouldBe((1, "404 no_service"));
        queue.SkipAll("nobody").ShouldBe(0);
    }
}
