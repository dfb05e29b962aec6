using DriftStream.Ledger;
using DriftStream.Postgres;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger;

public sealed class PostgresAlertQueueTests(SharedPostgres postgres) : AlertQueueSuite
{
    private protected override async Task<LedgerUnderTest> OpenAsync() => await PostgresLedger.CreateAsync(postgres);

    [Fact]
    public async Task The_start_of_a_process_leaves_the_lanes_of_others_alone()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync();
        using var sender = new AlertQueue(ledger.Database(), TimeProvider.System);
        sender.TryTake(Lane, "sender", TimeSpan.FromMinutes(1)).ShouldBeTrue();

        await using var second = await ledger.StartAsync();

        using var other = new AlertQueue(ledger.Database(), TimeProvider.System);
        other.TryTake(Lane, "other", TimeSpan.FromMinutes(1)).ShouldBeFalse();
    }
}
