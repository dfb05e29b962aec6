using DriftStream.Postgres;
using DriftStream.Tests.Ledger;
using DriftStream.Tests.LocalAws;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Gaps;

public sealed class PostgresGapWatchTests(SharedPostgres postgres) : GapWatchSuite
{
    private protected override async Task<LedgerUnderTest> OpenAsync() => await PostgresLedger.CreateAsync(postgres);

    [Fact]
    public async Task Of_two_processes_one_tells_and_what_either_hears_counts()
    {
        using var ledger = await OpenAsync();
        var time = new ManualTime();
        await using var one = await WatchPlace.StartAsync(ledger, time);
        await using var two = await WatchPlace.StartAsync(ledger, time);
        one.Hear("eu-west-1", TimeSpan.FromMinutes(1), TimeSpan.FromDays(8));
        for (var minute = 0; minute < 30; minute++)
        {
            two.Hear("eu-west-1", TimeSpan.FromMinutes(1), TimeSpan.Zero);
            await two.LookAsync();
            await one.LookAsync();
            time.Advance(TimeSpan.FromMinutes(1));
        }

        one.Notices.ShouldBeEmpty();
        for (var minute = 0; minute < 15; minute++)
        {
            await two.LookAsync();
            await one.LookAsync();
            time.Advance(TimeSpan.FromMinutes(1));
        }

        one.Notices.ShouldHaveSingleItem();
    }
}
