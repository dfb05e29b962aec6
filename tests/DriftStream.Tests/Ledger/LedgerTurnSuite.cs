using Dapper;
using DriftStream.Core.Judging;
using DriftStream.Ledger;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger;

/// <summary>Work other than events, in the writer's turn.</summary>
public abstract class LedgerTurnSuite
{
    private protected abstract Task<LedgerUnderTest> OpenAsync();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_sees_what_events_left_and_later_events_see_what_it_left()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync();
        await process.RecordAsync(Facts.Event("e1"));

        var ended = await process.Writer.InTurnAsync(Adopt, Cancellation);
        var later = await process.RecordAsync(Facts.Event("e2", "DeleteBucketTagging", second: 5));

        ended.ShouldBe("D-E1");
        later.Findings.Single().Verdict.ShouldBe(Verdict.NotManaged);
        ledger.Queries().FindDrift("D-E1").ShouldNotBeNull().End.ShouldBe(new DriftEnd(Facts.Noon, "", "serial 7"));
        ledger.Ask<long>("select count(*) from deviation").ShouldBe(0);
    }

    [Fact]
    public async Task Work_between_events_of_one_group_is_committed_with_them()
    {
        using var ledger = await OpenAsync();
        using var gate = new Gate();
        await using var process = await ledger.StartAsync(gate.Judge);
        var first = process.RecordAsync(Facts.Event("first"));
        await gate.Entered;
        var opened = process.RecordAsync(Facts.Event("e1"));
        var adopted = process.Writer.InTurnAsync(Adopt, Cancellation);
        var reverted = process.RecordAsync(Facts.Event("e2", "DeleteBucketTagging", second: 5));

        gate.Open();

        await Task.WhenAll(first, opened);
        (await adopted).ShouldBe("D-FIRST");
        (await reverted).Findings.Single().Verdict.ShouldBe(Verdict.NotManaged);
    }

    [Fact]
    public async Task Rows_of_ones_own_are_committed_with_the_turn()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync();
        ledger.Do("create table note(text text not null)");

        await process.Writer.InTurnAsync(turn => turn.Connection.Execute("insert into note(text) values ('kept')", transaction: turn.Transaction), Cancellation);

        ledger.Ask<string>("select text from note").ShouldBe("kept");
    }

    [Fact]
    public async Task Work_that_fails_leaves_nothing_and_its_neighbours_go_on()
    {
        using var ledger = await OpenAsync();
        using var gate = new Gate();
        await using var process = await ledger.StartAsync(gate.Judge);
        ledger.Do("create table note(text text not null)");
        var first = process.RecordAsync(Facts.Event("first"));
        await gate.Entered;
        var failing = process.Writer.InTurnAsync(turn => Adopt(turn) is { } ended ? throw new InvalidOperationException(ended) : 0, Cancellation);
        var breaking = process.Writer.InTurnAsync(turn => turn.Connection.Execute("insert into note(text) values (null)", transaction: turn.Transaction), Cancellation);
        var reverted = process.RecordAsync(Facts.Event("e2", "DeleteBucketTagging", second: 5));

        gate.Open();

        (await Should.ThrowAsync<InvalidOperationException>(() => failing)).Message.ShouldBe("D-FIRST");
        await Should.ThrowAsync<LedgerUnavailableException>(() => breaking);
        (await reverted).Findings.Single().Verdict.ShouldBe(Verdict.Reverted);
        ledger.Queries().FindDrift("D-FIRST").ShouldNotBeNull().End.ShouldNotBeNull().EventId.ShouldBe("e2");
        process.Writer.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task Work_whose_commit_fails_is_told_so()
    {
        using var ledger = await OpenAsync();
        using var gate = new Gate();
        await using var process = await ledger.StartAsync(gate.Judge);
        ledger.Refuse("processed_event", "e7");
        var first = process.RecordAsync(Facts.Event("first"));
        await gate.Entered;
        var adopted = process.Writer.InTurnAsync(Adopt, Cancellation);
        var refused = process.RecordAsync(Facts.Event("e7"));

        gate.Open();

        await Should.ThrowAsync<LedgerUnavailableException>(() => adopted);
        await Should.ThrowAsync<LedgerUnavailableException>(() => refused);
        ledger.Queries().FindDrift("D-FIRST").ShouldNotBeNull().IsOpen.ShouldBeTrue();
        process.Writer.Deviations.Of(Facts.Bucket).ShouldHaveSingleItem().IsOpen.ShouldBeTrue();
    }

    // As where a newer state has caught up with the cloud.
    private static string? Adopt(LedgerTurn turn)
    {
        if (turn.OpenDrifts(Facts.Bucket) is not [var drift])
        {
            return null;
        }

        turn.FindDrift(drift.Id).ShouldBe(drift);
        turn.Deviations.Of(Facts.Bucket).ShouldHaveSingleItem().Drift.ShouldBe(drift.Id);
        turn.Write(LedgerEntry.OfWork(
            turn.Deviations.With(Facts.Bucket, []), [Facts.Bucket], [drift with { End = new(Facts.Noon, "", "serial 7") }]));
        return drift.Id;
    }
}
