using DriftStream.Core.Judging;
using DriftStream.Ledger;
using DriftStream.Ledger.Lives;
using DriftStream.Tests.Service;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger.Lives;

/// <summary>What states, time and people do to drifts, in every ledger.</summary>
public abstract class LivesSuite
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected abstract Task<LedgerUnderTest> OpenAsync();

    [Fact]
    public async Task A_call_of_Terraform_waits_and_is_confirmed_by_the_next_state()
    {
        using var ledger = await OpenAsync();
        await using var live = await LiveLedger.OpenAsync(ledger);

        (await live.HearAsync(LiveLedger.Apply(Calls.Tag(1)))).ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Terraform);
        live.Lives.AppliesSince(DateTimeOffset.MinValue).ShouldBe(new(Confirmed: 0, NotChecked: 0, Held: 1, Findings: 0));

        live.Says(ManagedState.Of(3, drift: "spotted", serial: 2));
        await live.LookAsync();

        live.Lives.AppliesSince(DateTimeOffset.MinValue).ShouldBe(new(Confirmed: 1, NotChecked: 0, Held: 0, Findings: 0));
        live.Told.ShouldBeEmpty();
        await live.LookAfterAsync(TimeSpan.FromHours(1));
        live.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_state_that_says_so_it_is_told_after_a_quarter_of_an_hour()
    {
        using var ledger = await OpenAsync();
        await using var live = await LiveLedger.OpenAsync(ledger);
        await live.HearAsync(LiveLedger.Apply(Calls.Tag(1)));

        await live.LookAfterAsync(TimeSpan.FromMinutes(14.9));
        live.Told.ShouldBeEmpty();
        await live.LookAfterAsync(TimeSpan.FromMinutes(0.2));

        live.Told.ShouldBe(["alert drift"]);
        var finding = live.Occasions[0].Finding;
        finding.Reason.ShouldEndWith("made with Terraform's user agent, not in the state");
        ledger.All<string>("select verdict || ' ' || findings from processed_event").ShouldBe(["drift 1"]);
        var drift = live.Drifts.List(new()).ShouldHaveSingleItem();
        (drift.Id, drift.Account, drift.Region, drift.Address).ShouldBe((finding.Drift!, "111122223333", "eu-west-1", ManagedState.Address(1)));
        live.Lives.AppliesSince(DateTimeOffset.MinValue).ShouldBe(new(Confirmed: 0, NotChecked: 0, Held: 0, Findings: 1));
    }

    [Fact]
    public async Task A_hold_outlives_its_process()
    {
        using var ledger = await OpenAsync();
        await using var live = await LiveLedger.OpenAsync(ledger);
        await live.HearAsync(LiveLedger.Apply(Calls.Tag(1)));

        await live.DieAsync();
        await live.LookAfterAsync(TimeSpan.FromMinutes(14));
        (await live.HearAsync(Calls.Tag(1, value: "mine", second: 30))).ShouldHaveSingleItem().Changes.ShouldHaveSingleItem().Before.Text.ShouldBe("spotted");
        await live.LookAfterAsync(TimeSpan.FromMinutes(2));

        live.Told.ShouldBe(["alert drift"]);
        ledger.Ask<long>("select count(*) from finding where late = 1").ShouldBe(1);
    }

    [Fact]
    public async Task While_somebody_applies_the_call_waits_and_five_minutes_longer()
    {
        using var ledger = await OpenAsync();
        await using var live = await LiveLedger.OpenAsync(ledger);
        live.Windows["prod"] = new(live.Time.GetUtcNow(), Ended: null);
        await live.HearAsync(LiveLedger.Apply(Calls.Tag(1)));

        await live.LookAfterAsync(TimeSpan.FromMinutes(40));
        live.Told.ShouldBeEmpty();
        live.Windows["prod"] = live.Windows["prod"] with { Ended = live.Time.GetUtcNow() };
        await live.LookAfterAsync(TimeSpan.FromMinutes(4.9));
        live.Told.ShouldBeEmpty();
        await live.LookAfterAsync(TimeSpan.FromMinutes(0.2));

        live.Told.ShouldBe(["alert drift"]);
    }

    [Fact]
    public async Task A_lock_that_was_left_behind_holds_nothing_for_ever()
    {
        using var ledger = await OpenAsync();
        await using var live = await LiveLedger.OpenAsync(ledger);
        live.Windows["prod"] = new(live.Time.GetUtcNow(), Ended: null);
        await live.HearAsync(LiveLedger.Apply(Calls.Tag(1)));

        await live.LookAfterAsync(TimeSpan.FromHours(4.2));

        live.Told.ShouldBe(["alert drift"]);
    }

    [Fact]
    public async Task Who_only_says_to_be_Terraform_is_told_of_at_once()
    {
        using var ledger = await OpenAsync();
        await using var live = await LiveLedger.OpenAsync(ledger);

        await live.HearAsync(LiveLedger.ByTerraform(Calls.Tag(1)));

        live.Told.ShouldBe(["alert drift"]);
        live.Occasions[0].Finding.Severity.ShouldBe(Severity.Medium);
        live.Occasions[0].Finding.Reason.ShouldContain("claims Terraform");
    }

    [Fact]
    public async Task A_drift_that_the_state_catches_up_with_ends_as_adopted()
    {
        using var ledger = await OpenAsync();
        await using var live = await LiveLedger.OpenAsync(ledger);
        await live.LookAsync();
        await live.HearAsync(Calls.Tag(1));

        live.Says(ManagedState.Of(3, drift: "spotted", serial: 5));
        await live.LookAsync();

        var end = live.Drifts.List(new()).ShouldHaveSingleItem().End.ShouldNotBeNull();
        (end.How, end.Serial, end.By).ShouldBe((DriftEndKind.Adopted, 5, null));
        live.Told.ShouldBe(["alert drift", "resolve drift"]);
        live.Occasions[^1].Note.ShouldBe("State prod says so itself since serial 5");
        await live.LookAsync();
        live.Told.Count().ShouldBe(2);
    }

    [Fact]
    public async Task What_the_state_caught_up_with_while_nobody_ran_ends_at_the_next_start()
    {
        using var ledger = await OpenAsync();
        await using var live = await LiveLedger.OpenAsync(ledger);
        await live.HearAsync(Calls.Tag(1));
        live.Says(ManagedState.Of(3, drift: "spotted", serial: 5));

        await live.DieAsync();
        await live.LookAsync();

        live.Drifts.List(new()).ShouldHaveSingleItem().End.ShouldNotBeNull().How.ShouldBe(DriftEndKind.Adopted);
    }

    [Fact]
    public async Task A_moved_resource_keeps_its_drift_and_what_is_held_on_it()
    {
        using var ledger = await OpenAsync();
        await using var live = await LiveLedger.OpenAsync(ledger);
        await live.LookAsync();
        var drift = (await live.HearAsync(Calls.Tag(1))).Single().Drift!;

        live.Says(ManagedState.Of(3, serial: 5).Replace("\"data_001\"", "\"books\"", StringComparison.Ordinal));
        await live.LookAsync();

        var moved = live.Drifts.List(new()).ShouldHaveSingleItem();
        (moved.Id, moved.Address, moved.IsOpen).ShouldBe((drift, "aws_s3_bucket.books", true));
        (await live.HearAsync(Calls.Untag(1))).ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Reverted);
        live.Drifts.List(new()).ShouldHaveSingleItem().End!.How.ShouldBe(DriftEndKind.Reverted);
    }

    [Fact]
    public async Task A_resource_that_left_the_states_ends_its_drift_and_a_replaced_one_names_the_new_id()
    {
        using var ledger = await OpenAsync();
        await using var live = await LiveLedger.OpenAsync(ledger);
        await live.LookAsync();
        await live.HearAsync(Calls.Tag(1));
        await live.HearAsync(Calls.Tag(2));

        live.Says(ManagedState.Of(2, serial: 5).Replace("acme-data-001", "acme-data-new", StringComparison.Ordinal));
        await live.LookAsync();

        live.Drifts.List(new()).OrderBy(d => d.Address).Select(d => (d.End!.How, d.End.Successor))
            .ShouldBe([(DriftEndKind.Replaced, "acme-data-new"), (DriftEndKind.Unmanaged, null)]);
    }

    [Fact]
    public async Task The_same_change_once_more_is_recorded_and_not_told()
    {
        using var ledger = await OpenAsync();
        await using var live = await LiveLedger.OpenAsync(ledger);

        await live.HearAsync(Calls.Tag(1));
        await live.HearAsync(Calls.Tag(1, second: 9, id: "again"));
        await live.HearAsync(Calls.Tag(1, value: "other", second: 10));

        live.Told.ShouldBe(["alert drift", "alert drift"]);
        ledger.Ask<long>("select count(*) from finding").ShouldBe(3);
    }

    [Fact]
    public async Task A_snooze_reminds_when_it_ends_and_the_drift_is_open_still()
    {
        using var ledger = await OpenAsync();
        await using var live = await LiveLedger.OpenAsync(ledger);
        var drift = (await live.HearAsync(Calls.Tag(1))).Single().Drift!;
        var until = live.Time.GetUtcNow().AddHours(4);

        (await live.Decisions.DecideAsync(new(drift, DecisionKind.Snooze, "alice", null, "a test", until), Cancellation)).ShouldBe(DecisionAnswer.Done);
        live.Drifts.List(new() { Status = "snoozed" }).ShouldHaveSingleItem().DecisionUntil.ShouldBe(until);
        await live.LookAfterAsync(TimeSpan.FromHours(3.9));
        live.Told.ShouldBe(["alert drift", "decision drift"]);
        await live.LookAfterAsync(TimeSpan.FromHours(0.2));
        await live.LookAfterAsync(TimeSpan.FromHours(1));

        live.Told.ShouldBe(["alert drift", "decision drift", "reminder drift"]);
        live.Occasions[^1].Note.ShouldBe("The time that was given to it is over, and it differs still");
        live.Drifts.List(new() { Status = "snoozed" }).ShouldBeEmpty();
        live.Drifts.Story(drift)!.Decisions.Select(d => d.Kind).ShouldBe(["snooze", "lapse"]);
    }

    [Fact]
    public async Task An_ignored_drift_is_told_again_only_when_it_gets_worse()
    {
        using var ledger = await OpenAsync();
        await using var live = await LiveLedger.OpenAsync(ledger);
        var drift = (await live.HearAsync(Calls.Tag(1))).Single().Drift!;
        await live.Decisions.DecideAsync(new(drift, DecisionKind.Ignore, "alice", "Alice", "moving house", live.Time.GetUtcNow().AddDays(3)), Cancellation);

        await live.HearAsync(Calls.Tag(1, value: "other", second: 10));
        live.Told.ShouldBe(["alert drift", "decision drift"]);
        await live.HearAsync(LiveLedger.ByTerraform(Calls.Tag(1, value: "worse", second: 20)));

        live.Told.ShouldBe(["alert drift", "decision drift", "alert drift"]);
    }

    [Fact]
    public async Task The_same_decision_twice_is_one_and_another_one_takes_its_place()
    {
        using var ledger = await OpenAsync();
        await using var live = await LiveLedger.OpenAsync(ledger);
        var drift = (await live.HearAsync(Calls.Tag(1))).Single().Drift!;
        DriftDecision acknowledge = new(drift, DecisionKind.Acknowledge, "alice", null, null, null);

        await live.Decisions.DecideAsync(acknowledge, Cancellation);
        live.Time.Advance(TimeSpan.FromMinutes(1));
        (await live.Decisions.DecideAsync(acknowledge, Cancellation)).ShouldBe(DecisionAnswer.Done);
        await live.Decisions.DecideAsync(acknowledge with { By = "bob" }, Cancellation);

        live.Drifts.Story(drift)!.Decisions.Select(d => $"{d.Kind} {d.DecidedBy}").ShouldBe(["acknowledge alice", "acknowledge bob"]);
    }

    [Fact]
    public async Task A_decision_on_nothing_or_on_what_is_over_is_refused()
    {
        using var ledger = await OpenAsync();
        await using var live = await LiveLedger.OpenAsync(ledger);
        var drift = (await live.HearAsync(Calls.Tag(1))).Single().Drift!;
        await live.HearAsync(Calls.Untag(1));

        (await live.Decisions.DecideAsync(new(drift, DecisionKind.Acknowledge, "alice", null, null, null), Cancellation)).Kind.ShouldBe(DecisionAnswerKind.Ended);
        (await live.Decisions.DecideAsync(new("D-0000000000", DecisionKind.Acknowledge, "alice", null, null, null), Cancellation)).Kind.ShouldBe(DecisionAnswerKind.NoSuchDrift);
        (await live.Decisions.DecideAsync(new(drift, DecisionKind.Snooze, "alice", null, null, null), Cancellation)).Sentence.ShouldStartWith("It has no end: say until when");
        (await live.Decisions.DecideAsync(new(drift, DecisionKind.Ignore, "alice", null, " ", live.Time.GetUtcNow().AddDays(1)), Cancellation)).Sentence.ShouldStartWith("It has no reason");
    }

    [Fact]
    public async Task Drifts_are_found_by_what_is_known_of_them_a_page_at_a_time()
    {
        using var ledger = await OpenAsync();
        await using var live = await LiveLedger.OpenAsync(ledger);
        for (var bucket = 0; bucket < 3; bucket++)
        {
            await live.HearAsync(Calls.Tag(bucket, second: bucket / 2));
        }

        await live.HearAsync(Calls.Untag(0));

        live.Drifts.List(new() { Status = "open" }).Select(d => d.Address).ShouldBe([ManagedState.Address(2), ManagedState.Address(1)]);
        live.Drifts.List(new() { Status = "resolved", Actor = "alice@example.com", Account = "111122223333", Region = "eu-west-1", Type = "aws_s3_bucket", State = "prod", Verdict = "reverted" }).ShouldBeEmpty();
        live.Drifts.List(new() { Status = "resolved", Verdict = "drift" }).ShouldHaveSingleItem().Address.ShouldBe(ManagedState.Address(0));
        live.Drifts.List(new() { Address = "*.data_00*", Severity = "low" }).Count.ShouldBe(3);
        live.Drifts.List(new() { Severity = "high" }).ShouldBeEmpty();
        live.Drifts.List(new() { Text = "DATA-002" }).ShouldHaveSingleItem();
        live.Drifts.List(new() { Text = "data%002" }).ShouldBeEmpty();
        var first = live.Drifts.List(new() { Limit = 2 });
        first.Count.ShouldBe(3);
        var cursor = DriftCursor.Read(new DriftCursor(first[1].LastChangeAt.ToUnixTimeMilliseconds(), first[1].Id).ToString());
        live.Drifts.List(new() { Limit = 2, After = cursor }).ShouldHaveSingleItem().Id.ShouldBe(first[2].Id);
    }
}
