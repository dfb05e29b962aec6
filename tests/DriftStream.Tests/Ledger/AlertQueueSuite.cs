using DriftStream.Ledger;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger;

/// <summary>The alerts that wait, in every ledger.</summary>
public abstract class AlertQueueSuite
{
    private protected static readonly AlertLane Lane = new("slack", "");
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private protected abstract Task<LedgerUnderTest> OpenAsync();

    [Fact]
    public async Task Alerts_wait_in_the_order_of_their_findings_until_they_are_told()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync();
        using var queue = new AlertQueue(ledger.Database(), TimeProvider.System);
        await process.RecordAsync(Facts.Event("e1"));
        await process.RecordAsync(Facts.Event("e2", "DeleteBucketTagging", second: 1));
        await process.RecordAsync(Facts.Event("e3", second: 2));

        var waiting = queue.Waiting(Lane, most: 8);
        queue.MarkTold(Lane, [waiting[0], waiting[2]], waiting[0].DriftId, null);

        queue.Lanes().ShouldBe([Lane]);
        waiting.Select(alert => (alert.Position, alert.Why)).ShouldBe([(1, AlertKind.Alert), (2, AlertKind.Resolve), (3, AlertKind.Alert)]);
        queue.Waiting(Lane, most: 8).ShouldHaveSingleItem().ShouldBe(waiting[1]);
        queue.OfDrift(Lane, waiting[0].DriftId!).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_became_of_an_alert_is_kept()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync();
        using var queue = new AlertQueue(ledger.Database(), TimeProvider.System);
        await process.RecordAsync(Facts.Event("e1"));
        var alerts = queue.Waiting(Lane, most: 1);

        queue.Postpone(Lane, alerts, TimeSpan.FromHours(1), "500");
        var postponed = queue.Waiting(Lane, most: 1).Single();
        queue.MarkDead(Lane, alerts, "404 no_service");

        (postponed.Attempt, postponed.NextAt).ShouldSatisfyAllConditions(p => p.Attempt.ShouldBe(1), p => p.NextAt.ShouldBeGreaterThan(postponed.CreatedAt));
        (ledger.Queries().Outbox().Dead, ledger.Queries().Outbox().LastDeadReason).ShouldBe((1, "404 no_service"));
        queue.Skip(Lane, "nobody").ShouldBe(0);
    }

    [Fact]
    public async Task What_was_refused_for_good_waits_again_once_somebody_says_so()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync();
        using var queue = new AlertQueue(ledger.Database(), TimeProvider.System);
        await process.RecordAsync(Facts.Event("e1"));
        await process.RecordAsync(Facts.Event("e2", second: 1));
        var alerts = queue.Waiting(Lane, most: 8);
        queue.MarkTold(Lane, [alerts[0]], null, null);
        queue.MarkDead(Lane, [alerts[1]], "slack: invalid_auth");

        queue.Revive("teams").ShouldBe(0);
        queue.Revive("slack").ShouldBe(1);

        queue.Waiting(Lane, most: 8).ShouldHaveSingleItem().ShouldBe(alerts[1]);
        ledger.Queries().Outbox().Dead.ShouldBe(0);
        queue.Revive(sink: null).ShouldBe(0);
    }

    [Fact]
    public async Task A_lane_belongs_to_one_process_until_its_lease_ends()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync();
        using var mine = new AlertQueue(ledger.Database(), TimeProvider.System);
        using var other = new AlertQueue(ledger.Database(), TimeProvider.System);

        mine.TryTake(Lane, "mine", Lease).ShouldBeTrue();
        mine.TryTake(Lane, "mine", Lease).ShouldBeTrue();
        other.TryTake(Lane, "other", Lease).ShouldBeFalse();
        other.TryTake(new("slack", "C0OTHER"), "other", Lease).ShouldBeTrue();
        mine.Leave("mine");
        other.TryTake(Lane, "other", Lease).ShouldBeTrue();
    }

    [Fact]
    public async Task Where_a_message_stands_is_remembered()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync();
        using var queue = new AlertQueue(ledger.Database(), TimeProvider.System);
        await process.RecordAsync(Facts.Event("e1"));
        var alerts = queue.Waiting(Lane, most: 1);
        var message = new ToldMessage { Place = "C0DRIFT", Reference = "1772460465.004100", EditedAt = 5 };

        queue.MarkTold(Lane, alerts, alerts[0].DriftId, message);
        queue.MarkTold(Lane, [], alerts[0].DriftId, message with { EditedAt = 6 });

        queue.MessageOf(Lane, alerts[0].DriftId!).ShouldBe(message with { EditedAt = 6 });
        queue.MessageOf(Lane, "D-OTHER").ShouldBeNull();
    }
}
