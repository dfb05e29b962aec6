using DriftStream.Core.Judging;
using DriftStream.Ledger;
using DriftStream.Ledger.Audits;
using DriftStream.Ledger.Integrity;
using DriftStream.Ledger.Lives;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger;

/// <summary>A ledger of the version before keys rose is opened, and says what it said.</summary>
public abstract class OldLedgerSuite
{
    private const string Adopted = "D-CW079NJ1WE";
    private const string Open = "D-DWZGWDMNY1";

    private protected abstract Task<LedgerUnderTest> OpenAsync();

    [Fact]
    public async Task Its_chain_is_sound_and_goes_on()
    {
        using var ledger = await MovedAsync();

        Verify(ledger).ShouldSatisfyAllConditions(report => report.Faults.ShouldBeEmpty(), report => report.Events.ShouldBe(6), report => report.Findings.ShouldBe(5), report => report.Head.Number.ShouldBe(11));
        await using (var process = await ledger.StartAsync())
        {
            (await process.RecordAsync(Facts.Event("tag-001-spotted"))).ShouldBe(LedgerReceipt.Duplicate);
            (await process.RecordAsync(Facts.Event("e-new"))).Outcome.ShouldBe(LedgerOutcome.Judged);
        }

        Verify(ledger).ShouldSatisfyAllConditions(report => report.Faults.ShouldBeEmpty(), report => report.Events.ShouldBe(7), report => report.Head.Number.ShouldBe(12));
        ledger.Queries().LastNumber().ShouldBe(6);
    }

    [Fact]
    public async Task The_stories_of_its_drifts_are_whole()
    {
        using var ledger = await MovedAsync();
        var drifts = new DriftQueries(ledger.Database());

        var adopted = drifts.Story(Adopted).ShouldNotBeNull();
        adopted.Findings.Select(f => $"{f.Number} {f.Finding.Event.Id} {f.Late}").ShouldBe(["1 tag-001-spotted False", "5 tag-001-late True"]);
        adopted.Told.Select(t => $"{t.Id} {t.Kind}").ShouldBe(["A-CS1XTCADV2 alert", "A-JVMRPDYRWN resolve"]);
        var open = drifts.Story(Open).ShouldNotBeNull();
        open.Findings.Select(f => f.Number).ShouldBe([2L, 4L]);
        open.Told.Select(t => $"{t.Id} {t.Kind}").ShouldBe(["A-6CZ5HCF00H alert", "A-HC4WKRAK5H decision", "A-SEZ0F0TZX3 alert"]);
        open.Decisions.Select(d => d.Kind).ShouldBe(["acknowledge"]);
        new AuditQueries(ledger.Database()).Newest(new() { Drift = Open }, 10).Select(f => f.Number).ShouldBe([4L, 2L]);
    }

    [Fact]
    public async Task Its_evidence_is_found_that_of_a_held_call_told_later_too()
    {
        using var ledger = await MovedAsync();
        var database = ledger.Database();
        database.FindKey();

        var plain = new EvidenceQueries(database).Find("tag-002-more").ShouldNotBeNull();
        var held = new EvidenceQueries(database).Find("tag-000-spotted").ShouldNotBeNull();

        plain.Findings.Select(f => f.Number).ShouldBe([4L]);
        held.Findings.Select(f => f.Number).ShouldBe([3L]);
        (plain.Fits, held.Fits).ShouldBe((true, true));
    }

    [Fact]
    public async Task What_waited_to_be_told_waits_and_is_told_once()
    {
        using var ledger = await MovedAsync();
        using var queue = new AlertQueue(ledger.Database(), TimeProvider.System);
        var lane = queue.Lanes().ShouldHaveSingleItem();

        var waiting = queue.Waiting(lane, 100);
        waiting.Select(a => a.Id).ShouldBe(["A-CS1XTCADV2", "A-6CZ5HCF00H", "A-HC4WKRAK5H", "A-5NRYSZJA61", "A-SEZ0F0TZX3", "A-D46YVQVJQS", "A-JVMRPDYRWN"], ignoreOrder: true);
        var ofDrift = queue.OfDrift(lane, Open);
        ofDrift.Count.ShouldBe(3);
        queue.MarkTold(lane, ofDrift, null, null);

        queue.Waiting(lane, 100).Count.ShouldBe(4);
        queue.OfDrift(lane, Open).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_finding_that_is_led_away_from_its_drift_is_found_out()
    {
        using var ledger = await MovedAsync();

        ledger.Do("update finding set drift_opened = 0 where id = 4");

        Verify(ledger).Faults.ShouldHaveSingleItem().Sentence.ShouldBe($"finding 4 was altered: drift {Open} was opened at another time than it says");
    }

    private async Task<LedgerUnderTest> MovedAsync()
    {
        var ledger = await OpenAsync();
        OldLedger.MakeFilled(ledger);
        ledger.Database().Migrate();
        return ledger;
    }

    private static AuditReport Verify(LedgerUnderTest ledger)
    {
        var database = ledger.Database();
        database.FindKey();
        return new AuditVerifier(database, [database.AuditKey!]).Verify([]);
    }
}
