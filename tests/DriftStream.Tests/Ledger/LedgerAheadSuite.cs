using DriftStream.Core.Judging;
using DriftStream.Ledger;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger;

/// <summary>Events are judged while the group before is still being committed; what comes out is as if they had been judged afterwards.</summary>
public abstract class LedgerAheadSuite
{
    private protected abstract Task<LedgerUnderTest> OpenAsync();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_judged_ahead_holds_where_nothing_else_came_between_but_nobody_hears_of_it_before_its_commit()
    {
        using var ledger = await OpenAsync();
        var log = new JudgeLog(Facts.JudgeTag);
        await using var process = await ledger.StartAsync(log.Judge);
        await process.RecordAsync(Facts.Event("e1"));
        using var slow = new SlowWork(process, _ => 0);
        await slow.Entered;

        var reverted = process.RecordAsync(Facts.Event("e2", "DeleteBucketTagging", second: 5));
        await log.JudgedOnceAsync("e2");

        reverted.IsCompleted.ShouldBeFalse();
        ledger.Queries().IsKnown("e2").ShouldBeFalse();
        await slow.EndAsync();
        (await reverted).Findings.Single().Verdict.ShouldBe(Verdict.Reverted);
        log.Of("e2").ShouldBe([Verdict.Reverted]);
        ledger.Queries().FindDrift("D-E1").ShouldNotBeNull().End.ShouldNotBeNull().EventId.ShouldBe("e2");
    }

    [Fact]
    public async Task What_was_judged_ahead_of_a_commit_that_fails_is_judged_anew()
    {
        using var ledger = await OpenAsync();
        using var gate = new Gate();
        var log = new JudgeLog(gate.Judge);
        await using var process = await ledger.StartAsync(log.Judge);
        ledger.Refuse("processed_event", "e1");
        var first = process.RecordAsync(Facts.Event("first", "Other"));
        await gate.Entered;
        using var slow = new SlowWork(process, _ => 0);
        var refused = process.RecordAsync(Facts.Event("e1"));
        gate.Open();
        await slow.Entered;

        var reverted = process.RecordAsync(Facts.Event("e2", "DeleteBucketTagging", second: 5));
        await log.JudgedOnceAsync("e2");
        await Should.ThrowAsync<LedgerUnavailableException>(slow.EndAsync);

        await first;
        await Should.ThrowAsync<LedgerUnavailableException>(() => refused);
        (await reverted).Findings.Single().Verdict.ShouldBe(Verdict.NotManaged);
        log.Of("e2").ShouldBe([Verdict.Reverted, Verdict.NotManaged]);
        process.Writer.Deviations.Of(Facts.Bucket).ShouldBeEmpty();
        ledger.Ask<long>("select count(*) from drift").ShouldBe(0);
        ledger.All<string>("select event_id from processed_event order by event_id").ShouldBe(["e2", "first"]);
    }

    [Fact]
    public async Task What_was_judged_ahead_of_work_that_changed_something_is_judged_anew()
    {
        using var ledger = await OpenAsync();
        var log = new JudgeLog(Facts.JudgeTag);
        await using var process = await ledger.StartAsync(log.Judge);
        await process.RecordAsync(Facts.Event("e1"));
        using var slow = new SlowWork(process, Forget);
        await slow.Entered;

        var reverted = process.RecordAsync(Facts.Event("e2", "DeleteBucketTagging", second: 5));
        await log.JudgedOnceAsync("e2");
        await slow.EndAsync();

        (await reverted).Findings.Single().Verdict.ShouldBe(Verdict.NotManaged);
        log.Of("e2").ShouldBe([Verdict.Reverted, Verdict.NotManaged]);
    }

    [Fact]
    public async Task A_repeat_that_was_judged_ahead_is_a_repeat_all_the_same()
    {
        using var ledger = await OpenAsync();
        var log = new JudgeLog(Facts.JudgeTag);
        await using var process = await ledger.StartAsync(log.Judge);
        await process.RecordAsync(Facts.Event("e1"));
        using var slow = new SlowWork(process, _ => 0);
        await slow.Entered;

        var repeated = process.RecordAsync(Facts.Event("e1"));
        var reverted = process.RecordAsync(Facts.Event("e2", "DeleteBucketTagging", second: 5));
        await log.JudgedOnceAsync("e2");
        await slow.EndAsync();

        (await repeated).ShouldBe(LedgerReceipt.Duplicate);
        (await reverted).Findings.Single().Verdict.ShouldBe(Verdict.Reverted);
        ledger.Ask<long>("select count(*) from finding").ShouldBe(2);
        ledger.Queries().FindDrift("D-E1").ShouldNotBeNull().LastEvent.ShouldBe("e2");
    }

    [Fact]
    public async Task What_could_not_be_judged_ahead_gets_its_chance_when_its_turn_comes()
    {
        using var ledger = await OpenAsync();
        var log = new JudgeLog((change, book) =>
            change.Id == "e2" && !book.Of(Facts.Bucket).IsEmpty ? throw new InvalidOperationException("boom") : Facts.JudgeTag(change, book));
        await using var process = await ledger.StartAsync(log.Judge);
        await process.RecordAsync(Facts.Event("e1"));
        using var slow = new SlowWork(process, Forget);
        await slow.Entered;

        var judged = process.RecordAsync(Facts.Event("e2", "DeleteBucketTagging", second: 5));
        await log.JudgedOnceAsync("e2");
        await slow.EndAsync();

        (await judged).Findings.Single().Verdict.ShouldBe(Verdict.NotManaged);
        ledger.Log.All.ShouldNotContain(line => line.Contains("could not be judged", StringComparison.Ordinal));
    }

    private static int Forget(LedgerTurn turn)
    {
        turn.Write(LedgerEntry.OfWork(turn.Deviations.With(Facts.Bucket, []), [Facts.Bucket], []));
        return 0;
    }

    // Holds the turn until it is told to go on.
    private sealed class SlowWork : IDisposable
    {
        private readonly SemaphoreSlim _held = new(0);
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Task<int> _done;

        public SlowWork(LedgerProcess process, Func<LedgerTurn, int> work) => _done = process.Writer.InTurnAsync(
            turn =>
            {
                _entered.TrySetResult();
                _held.Wait(Cancellation);
                return work(turn);
            },
            Cancellation);

        public Task Entered => _entered.Task.WaitAsync(Cancellation);

        public Task<int> EndAsync()
        {
            _held.Release();
            return _done;
        }

        public void Dispose() => _held.Dispose();
    }
}
