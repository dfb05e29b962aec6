using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Ledger;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger;

/// <summary>What every ledger's writer does.</summary>
public abstract class LedgerWriterSuite
{
    private protected abstract Task<LedgerUnderTest> OpenAsync();

    [Fact]
    public async Task An_event_is_judged_once_however_often_it_is_delivered()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync();

        var first = await process.RecordAsync(Facts.Event("e1"));
        var second = await process.RecordAsync(Facts.Event("e1"));

        first.Outcome.ShouldBe(LedgerOutcome.Judged);
        first.Findings.Single().Verdict.ShouldBe(Verdict.Drift);
        second.ShouldBe(LedgerReceipt.Duplicate);
        ledger.Ask<long>("select count(*) from finding").ShouldBe(1);
        ledger.Ask<long>("select count(*) from alert").ShouldBe(1);
    }

    [Fact]
    public async Task The_same_event_seen_from_two_accounts_is_judged_for_each()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync();

        await process.RecordAsync(Facts.Event("e1", account: "111122223333"));
        var other = await process.RecordAsync(Facts.Event("e1", account: "444455556666"));

        other.Outcome.ShouldBe(LedgerOutcome.Judged);
    }

    [Fact]
    public async Task Events_that_wait_together_share_a_commit_and_duplicates_among_them_are_seen()
    {
        using var ledger = await OpenAsync();
        using var gate = new Gate();
        await using var process = await ledger.StartAsync(gate.Judge);
        var first = process.RecordAsync(Facts.Event("first"));
        await gate.Entered;
        var others = Enumerable.Range(0, 50).Select(i => process.RecordAsync(Facts.Event($"e{i / 2}", "Other"))).ToList();

        gate.Open();
        await first;
        var receipts = await Task.WhenAll(others);

        receipts.Count(r => r.Outcome == LedgerOutcome.Judged).ShouldBe(25);
        receipts.Count(r => r.Outcome == LedgerOutcome.Duplicate).ShouldBe(25);
        ledger.Ask<long>("select count(*) from processed_event").ShouldBe(26);
    }

    [Fact]
    public async Task All_events_of_a_commit_that_fails_can_come_again()
    {
        using var ledger = await OpenAsync();
        using var gate = new Gate();
        await using var process = await ledger.StartAsync(gate.Judge);
        ledger.Refuse("processed_event", "e7");
        var first = process.RecordAsync(Facts.Event("first"));
        await gate.Entered;
        var others = Enumerable.Range(0, 20).Select(i => process.RecordAsync(Facts.Event($"e{i}", "Other"))).ToList();

        gate.Open();
        await first;

        foreach (var other in others)
        {
            await Should.ThrowAsync<LedgerUnavailableException>(() => other);
        }

        ledger.Ask<long>("select count(*) from processed_event").ShouldBe(1);
    }

    [Fact]
    public async Task After_a_restart_a_revert_still_finds_the_drift_it_ends()
    {
        using var ledger = await OpenAsync();
        await using (var before = await ledger.StartAsync())
        {
            await before.RecordAsync(Facts.Event("e1"));
        }

        await using var after = await ledger.StartAsync();
        var receipt = await after.RecordAsync(Facts.Event("e2", "DeleteBucketTagging", second: 832));

        receipt.Findings.Single().Verdict.ShouldBe(Verdict.Reverted);
        var drift = ledger.Queries().FindDrift("D-E1").ShouldNotBeNull();
        drift.IsOpen.ShouldBeFalse();
        drift.End.ShouldBe(new DriftEnd(Facts.Noon.AddSeconds(832), "e2", "alice@example.com"));
        ledger.Ask<string>("select kind from alert order by finding_id desc").ShouldBe("resolve");
    }

    [Fact]
    public async Task The_book_comes_back_from_the_file_as_it_was()
    {
        using var ledger = await OpenAsync();
        var kept = new[]
        {
            new Change("ingress", Value.Null, Value.MapOf(("from_port", Value.Of(22)), ("cidr_blocks", Value.ListOf(Value.Of("0.0.0.0/0"))))),
            new Change("description", Value.Of("null"), Value.Null),
            Change.Concealed("password"),
        };
        JudgeEvent judge = (change, book, _) => Facts.Judged(change, book, Verdict.Drift, "D-1", isOpen: true, kept);
        await using (var before = await ledger.StartAsync(judge))
        {
            await before.RecordAsync(Facts.Event("e1"));
        }

        await using var after = await ledger.StartAsync(judge);

        var all = after.Writer.Deviations.Of(Facts.Bucket);
        all.Select(d => (d.Path, d.Hidden, d.Drift, d.EventId, d.Decided, d.IsOpen)).ShouldBe(
            [("ingress", false, "D-1", "e1", Facts.Noon, true), ("description", false, "D-1", "e1", Facts.Noon, true), ("password", true, "D-1", "e1", Facts.Noon, true)]);
        all[0].InCloud.ShouldBe(kept[0].After);
        all[1].InState.ShouldBe(Value.Of("null"));
        all[2].InCloud.IsNull.ShouldBeTrue();
    }

    [Fact]
    public async Task A_commit_that_fails_leaves_neither_rows_nor_deviations_and_the_event_can_come_again()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync();
        ledger.Refuse("alert");

        var failure = await Should.ThrowAsync<LedgerUnavailableException>(() => process.RecordAsync(Facts.Event("e1")));

        failure.Message.ShouldContain("nothing was recorded, and the messages are tried again");
        process.Writer.Deviations.Of(Facts.Bucket).ShouldBeEmpty();
        ledger.Ask<long>("select count(*) from processed_event").ShouldBe(0);

        ledger.Allow("alert");
        (await process.RecordAsync(Facts.Event("e1"))).Outcome.ShouldBe(LedgerOutcome.Judged);
    }

    [Fact]
    public async Task A_process_that_dies_before_its_commit_leaves_nothing_behind()
    {
        using var ledger = await OpenAsync();
        ledger.Database().Migrate();
        using (var connection = ledger.Database().OpenForWriting())
        using (var turn = LedgerTurn.Begin(ledger.Database(), connection, LedgerKnowledge.Load(connection)))
        {
            var composer = new EntryComposer(Facts.JudgeAny, _ => [], Facts.Holds, TimeProvider.System);
            var judgement = Facts.JudgeTag(Facts.Event("e1"), DeviationBook.Empty);
            turn.Write(composer.Compose(Facts.Event("e1"), DeviationBook.Empty, judgement, composer.Pack(Facts.Event("e1"), judgement), 0, turn.FindDrift));
        }

        await using var process = await ledger.StartAsync();

        process.Writer.Deviations.Of(Facts.Bucket).ShouldBeEmpty();
        (await process.RecordAsync(Facts.Event("e1"))).Outcome.ShouldBe(LedgerOutcome.Judged);
    }

    [Fact]
    public async Task An_event_that_cannot_be_judged_does_not_take_its_neighbours_along()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync((change, book) =>
            change.Id == "bad" ? throw new InvalidOperationException("boom") : Facts.JudgeTag(change, book));

        var bad = process.RecordAsync(Facts.Event("bad"));
        var good = process.RecordAsync(Facts.Event("good"));

        await Should.ThrowAsync<InvalidOperationException>(() => bad);
        (await good).Outcome.ShouldBe(LedgerOutcome.Judged);
        ledger.Queries().IsKnown("bad").ShouldBeFalse();
    }

    [Fact]
    public async Task What_waits_when_the_service_ends_is_still_committed_and_later_events_are_refused()
    {
        using var ledger = await OpenAsync();
        var process = await ledger.StartAsync();
        var waiting = Enumerable.Range(0, 200).Select(i => process.RecordAsync(Facts.Event($"e{i}", "Other"))).ToList();

        await process.DisposeAsync();

        (await Task.WhenAll(waiting)).ShouldAllBe(r => r.Outcome == LedgerOutcome.Judged);
        ledger.Ask<long>("select count(*) from processed_event").ShouldBe(200);
        await Should.ThrowAsync<LedgerUnavailableException>(() => process.RecordAsync(Facts.Event("late")));
    }

    [Fact]
    public async Task A_late_event_is_kept_but_opens_no_drift_and_tells_nobody()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync((change, book) => Facts.JudgeTag(change, book) with { Late = true });

        await process.RecordAsync(Facts.Event("e1"));

        ledger.Queries().NewestFindings(10).Single().Late.ShouldBeTrue();
        ledger.Queries().FindDrift("D-E1").ShouldBeNull();
        ledger.Ask<long>("select count(*) from alert").ShouldBe(0);
    }

    [Fact]
    public async Task A_drift_keeps_its_highest_severity_while_it_changes()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync((change, book) =>
        {
            var judgement = Facts.JudgeTag(change, book);
            var severity = change.Id == "e1" ? Severity.Critical : Severity.Low;
            return judgement with { Findings = [judgement.Findings[0] with { Severity = severity }] };
        });

        await process.RecordAsync(Facts.Event("e1"));
        await process.RecordAsync(Facts.Event("e2", second: 5));

        var drift = ledger.Queries().FindDrift("D-E1").ShouldNotBeNull();
        (drift.Severity, drift.OpenedEvent, drift.LastEvent).ShouldBe(("critical", "e1", "e2"));
        ledger.Queries().OpenDrifts()[Severity.Critical].ShouldBe(1);
    }
}
