using DriftStream.Ledger;
using DriftStream.Postgres;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger;

public sealed class PostgresAlertQueueTests(SharedPostgres postgres) : AlertQueueSuite
{
    private const int Alerts = 300;

    private protected override async Task<LedgerUnderTest> OpenAsync() => await PostgresLedger.CreateAsync(postgres);

    [Fact]
    public async Task Several_senders_never_claim_the_same_alert()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync((change, book) => Facts.Judged(change, book, Core.Judging.Verdict.Drift, $"D-{change.Id}", isOpen: true));
        await Task.WhenAll(Enumerable.Range(0, Alerts).Select(i => process.RecordAsync(Facts.Event($"e{i}"))));

        var claimed = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => ClaimAll(ledger))));

        claimed.SelectMany(ids => ids).Count().ShouldBe(Alerts);
        claimed.SelectMany(ids => ids).Distinct().Count().ShouldBe(Alerts);
    }

    [Fact]
    public async Task The_start_of_a_process_leaves_the_claims_of_others_alone()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync();
        await process.RecordAsync(Facts.Event("e1"));
        using var sender = new AlertQueue(ledger.Database(), TimeProvider.System);
        sender.Claim(TimeSpan.FromMinutes(1), most: 8).ShouldHaveSingleItem();

        await using var second = await ledger.StartAsync();

        using var other = new AlertQueue(ledger.Database(), TimeProvider.System);
        other.Claim(TimeSpan.FromMinutes(1), most: 8).ShouldBeEmpty();
    }

    private static List<string> ClaimAll(LedgerUnderTest ledger)
    {
        using var queue = new AlertQueue(ledger.Database(), TimeProvider.System);
        var mine = new List<string>();
        while (queue.Claim(TimeSpan.FromMinutes(1), most: 7) is { Count: > 0 } alerts)
        {
            mine.AddRange(alerts.Select(alert => alert.Id));
        }

        return mine;
    }
}
