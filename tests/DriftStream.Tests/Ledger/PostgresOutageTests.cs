using DriftStream.Ledger;
using DriftStream.Postgres;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger;

/// <summary>The server goes away and comes back while events arrive.</summary>
public sealed class PostgresOutageTests
{
    [Fact]
    public async Task A_server_that_is_stopped_and_started_loses_nothing_and_the_problem_is_said_meanwhile()
    {
        await using var server = await PostgresServer.StartAsync();
        using var ledger = new PostgresLedger(await server.CreateDatabaseAsync());
        await using var process = await ledger.StartAsync();
        await process.RecordAsync(Facts.Event("e1"));

        await server.StopAsync();
        var failure = await Should.ThrowAsync<LedgerUnavailableException>(() => process.RecordAsync(Facts.Event("e2", "DeleteBucketTagging", second: 1)));
        var meanwhile = process.Writer.Problem;
        await server.ResumeAsync();
        var again = await process.RecordAsync(Facts.Event("e2", "DeleteBucketTagging", second: 1));

        failure.Message.ShouldContain("nothing was recorded, and the messages are tried again");
        meanwhile.ShouldNotBeNull().ShouldContain("cannot be reached; nothing was recorded");
        again.Findings.Single().Verdict.ShouldBe(Core.Judging.Verdict.Reverted);
        process.Writer.Problem.ShouldBeNull();
        ledger.Ask<long>("select count(*) from processed_event").ShouldBe(2);
        ledger.Queries().FindDrift("D-E1").ShouldNotBeNull().IsOpen.ShouldBeFalse();
        ledger.Log.All.ShouldAllBe(line => !line.Contains(PostgresServer.Password));
    }
}
