using DriftStream.Configuration;
using DriftStream.Ledger;
using DriftStream.Ledger.Integrity;
using DriftStream.Ledger.Lives;
using DriftStream.Tests.Commands;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger;

/// <summary>Old rows go, and what is left can still be verified.</summary>
public abstract class RetentionSuite
{
    private static readonly DateTimeOffset Then = Facts.Noon;
    private static readonly DateTimeOffset Later = Facts.Noon.AddDays(500);
    private static readonly DateTimeOffset MuchLater = Facts.Noon.AddDays(1000);

    private protected abstract Task<LedgerUnderTest> OpenAsync();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public async Task What_is_too_old_goes_and_what_an_open_drift_needs_stays(int rowsAtOnce)
    {
        using var ledger = await RecordedAsync();

        await RemoveAsync(ledger, Later, rowsAtOnce);

        ledger.All<string>("select event_id from processed_event order by event_id").ShouldBe(["e3", "e5"]);
        ledger.All<string>("select event_id from finding order by id").ShouldBe(["e3"]);
        ledger.All<string>("select id from drift").ShouldBe(["D-E3"]);
        ledger.Ask<long>("select count(*) from alert").ShouldBe(1);
        var report = Verify(ledger);
        report.Faults.ShouldBeEmpty();
        report.Checkpoint.ShouldNotBeNull().Kept.Select(kept => kept.Number).ShouldBe([1, 4]);
    }

    [Fact]
    public async Task What_was_decided_about_a_drift_stays_and_goes_with_it()
    {
        using var ledger = await RecordedAsync();
        await using (var process = await ledger.StartAsync(clock: new FixedTime(Then)))
        {
            await new DriftDecisions(process.Writer, LedgerUnderTest.ToSlack, new FixedTime(Then)).DecideAsync(new("D-E3", DecisionKind.Acknowledge, "alice", null, null, null), Cancellation);
        }

        await RemoveAsync(ledger, Later, 100);
        ledger.Ask<long>("select count(*) from decision").ShouldBe(1);
        Verify(ledger).Faults.ShouldBeEmpty();

        await RecordAsync(ledger, Later, Facts.Event("e6", "DeleteBucketTagging", second: 60));
        ledger.Do("update alert set sent_at = 1");
        await RemoveAsync(ledger, MuchLater, 100);

        ledger.Ask<long>("select count(*) from decision").ShouldBe(0);
        Verify(ledger).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_kept_for_a_drift_goes_after_its_end()
    {
        using var ledger = await RecordedAsync();
        await RemoveAsync(ledger, Later, 100);
        await RecordAsync(ledger, Later, Facts.Event("e6", "DeleteBucketTagging", second: 60));
        ledger.Do("update alert set sent_at = 1");

        await RemoveAsync(ledger, MuchLater, 100);

        ledger.Ask<long>("select count(*) from processed_event").ShouldBe(0);
        ledger.Ask<long>("select count(*) from drift").ShouldBe(0);
        Verify(ledger).Faults.ShouldBeEmpty();
        await RecordAsync(ledger, MuchLater, Facts.Event("e7", second: 90));
        Verify(ledger).Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("update finding set actor = 'bob@example.com' where event_id = 'e3'", "event e3 (row 4) is not what was written")]
    [InlineData("update processed_event set name = 'x' where event_id = 'e5'", "event e5 (row 6) is not what was written")]
    [InlineData("delete from audit where number = 4", "row 4 is missing, which the checkpoint kept")]
    [InlineData("delete from audit where number = 6", "row 6 is missing; the next one was written at 2027-07-15 12:00:00Z")]
    [InlineData("update audit set body = replace(body, '\"through\":5', '\"through\":6') where kind = 'retired'", "row 6 was inserted: the checkpoint says that it was removed")]
    [InlineData("delete from audit where kind = 'retired'", "rows 2 to 3 are missing")]
    public async Task What_was_altered_since_is_found(string alteration, string expected)
    {
        using var ledger = await RecordedAsync();
        await RemoveAsync(ledger, Later, 100);
        ledger.Do(alteration);

        Verify(ledger).Faults[0].Sentence.ShouldStartWith(expected);
    }

    [Fact]
    public async Task A_row_that_was_removed_cannot_be_put_back()
    {
        using var ledger = await RecordedAsync();
        ledger.Do("create table stolen as select * from audit where number = 2");
        await RemoveAsync(ledger, Later, 100);
        ledger.Do("insert into audit select * from stolen");

        Verify(ledger).Faults[0].Sentence.ShouldBe("row 2 was inserted: the checkpoint says that it was removed");
    }

    [Fact]
    public async Task An_alert_that_still_waits_keeps_what_it_tells_of()
    {
        using var ledger = await RecordedAsync();
        ledger.Do("update alert set sent_at = null where finding_id = 1");

        await RemoveAsync(ledger, Later, 100);

        ledger.All<string>("select event_id from finding order by id").ShouldBe(["e1", "e2", "e3"]);
        Verify(ledger).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_head_noted_before_proves_nothing_any_more_and_says_so()
    {
        using var ledger = await RecordedAsync();
        var noted = new AuditHead(3, ledger.Ask<string>("select link from audit where number = 3")[..32]);
        await RemoveAsync(ledger, Later, 100);

        var report = Verify(ledger, noted);

        report.Faults.ShouldBeEmpty();
        report.Removed.ShouldBe([noted]);
    }

    [Fact]
    public async Task The_service_removes_what_is_too_old_once_a_day()
    {
        using var ledger = await RecordedAsync();
        ledger.Options.Retention = "400d";
        await using var process = await ledger.StartAsync(clock: new FixedTime(Later));
        using var upkeep = new LedgerUpkeep(
            process.Writer, new AuditQueries(ledger.Database()), Options.Create(ledger.Options), new FixedTime(Later), ledger.Log.For<LedgerUpkeep>());

        await upkeep.StartAsync(Cancellation);
        await upkeep.DoneOnce;
        await upkeep.StopAsync(Cancellation);

        ledger.Log.All.ShouldContain(line => line.Contains("3 events older than Ledger:Retention (400d) were removed from the ledger", StringComparison.Ordinal));
        Verify(ledger).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task By_default_nothing_is_removed()
    {
        using var ledger = await RecordedAsync();
        await using var process = await ledger.StartAsync(clock: new FixedTime(MuchLater));
        using var upkeep = new LedgerUpkeep(
            process.Writer, new AuditQueries(ledger.Database()), Options.Create(ledger.Options), new FixedTime(MuchLater), ledger.Log.For<LedgerUpkeep>());

        (await upkeep.RemoveOldAsync(Cancellation)).ShouldBe(0);

        ledger.Ask<long>("select count(*) from processed_event").ShouldBe(5);
    }

    private static AuditReport Verify(LedgerUnderTest ledger, params AuditHead[] heads) => new AuditVerifier(ledger.Database(), [ledger.Database().AuditKey!]).Verify(heads);

    private static async Task RemoveAsync(LedgerUnderTest ledger, DateTimeOffset now, int rowsAtOnce)
    {
        await using var process = await ledger.StartAsync(clock: new FixedTime(now));
        var more = true;
        while (more)
        {
            more = (await process.Writer.InTurnAsync(turn => new RetentionTurn(turn).Remove(now.AddDays(-400), rowsAtOnce), Cancellation)).HasMore;
        }
    }

    private static async Task RecordAsync(LedgerUnderTest ledger, DateTimeOffset now, params Core.CloudTrail.CloudTrailEvent[] changes)
    {
        await using var process = await ledger.StartAsync(clock: new FixedTime(now));
        foreach (var change in changes)
        {
            await process.RecordAsync(change);
        }
    }

    // One drift that ended, one that is open, and long afterwards an event that concerned nothing.
    private async Task<LedgerUnderTest> RecordedAsync()
    {
        var ledger = await OpenAsync();
        ledger.Options.AuditKey = new Secret("a-secret-of-nobody-with-enough-characters");
        await RecordAsync(
            ledger, Then, Facts.Event("e1"), Facts.Event("e2", "DeleteBucketTagging", second: 1), Facts.Event("e3", second: 2), Facts.Event("e4", "Other", second: 3));
        await RecordAsync(ledger, Later, Facts.Event("e5", "Other", second: 30));
        ledger.Do("update alert set sent_at = 1");
        return ledger;
    }
}
