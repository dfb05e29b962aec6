using System.Text;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Ledger;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger;

/// <summary>What every ledger answers.</summary>
public abstract class LedgerQueriesSuite
{
    private protected abstract Task<LedgerUnderTest> OpenAsync();

    [Fact]
    public async Task Findings_come_newest_first_and_page_by_number()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync();
        for (var i = 1; i <= 5; i++)
        {
            await process.RecordAsync(Facts.Event($"e{i}", second: i));
        }

        var page = ledger.Queries().NewestFindings(2);
        var next = ledger.Queries().NewestFindings(2, before: page[^1].Number);

        page.Select(f => f.Finding.Event.Id).ShouldBe(["e5", "e4"]);
        next.Select(f => f.Finding.Event.Id).ShouldBe(["e3", "e2"]);
        ledger.Queries().FindingsAfter(3, 10).Select(f => f.Number).ShouldBe([4, 5]);
    }

    [Fact]
    public async Task A_finding_comes_back_from_the_ledger_as_it_was_written()
    {
        using var ledger = await OpenAsync();
        Finding? written = null;
        await using var process = await ledger.StartAsync((change, book) =>
        {
            var judgement = Facts.Judged(change, book, Verdict.Drift, "D-1", isOpen: true, new Change("a", Value.Null, Value.NumberOf("1.50")), Change.Concealed("b"));
            written = judgement.Findings[0];
            return judgement;
        });

        await process.RecordAsync(Facts.Event("e1"));

        FindingJson.ToJson(ledger.Queries().NewestFindings(1)[0].Finding).ShouldBe(FindingJson.ToJson(written!));
    }

    [Fact]
    public async Task A_record_is_kept_byte_for_byte_for_what_touches_a_managed_resource()
    {
        const string Record = """{ "eventID" : "e1", "requestParameters": {"bucketName":"acme-data"} }""";
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync();

        await process.RecordAsync(Facts.Event("e1", record: Record));
        await process.RecordAsync(Facts.Event("e2", "Other"));

        var kept = ledger.Queries().FindEvent("e1").ShouldNotBeNull();
        Encoding.UTF8.GetString(kept.Record!).ShouldBe(Record);
        (kept.IsMasked, kept.Verdicts).ShouldBe((false, "drift"));
        ledger.Queries().FindEvent("e2").ShouldNotBeNull().Record.ShouldBeNull();
        ledger.Queries().FindEvent("e3").ShouldBeNull();
    }

    [Fact]
    public async Task What_was_ignored_or_is_unknown_is_kept_but_not_among_the_findings()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync((change, book) =>
            new([Facts.Finding(change, Verdict.Ignored, null), Facts.Finding(change, Verdict.InSync, null)], [], book, []));

        await process.RecordAsync(Facts.Event("e1"));

        ledger.Queries().NewestFindings(10).ShouldBeEmpty();
        ledger.Ask<string>("select verdict from finding").ShouldBe("ignored");
        ledger.Ask<string>("select verdict from processed_event").ShouldBe("ignored,in-sync");
    }

    [Fact]
    public async Task Unknown_events_are_counted_by_source_and_name_the_most_frequent_first()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync((change, book) =>
            new([Facts.Finding(change, Verdict.Unknown, null), Facts.Finding(change, Verdict.Unknown, null)], [], book, []));
        await process.RecordAsync(Facts.Event("e1", "Rare", second: 1));
        await process.RecordAsync(Facts.Event("e2", "Often", second: 2));
        await process.RecordAsync(Facts.Event("e3", "Often", second: 3));

        var unknown = ledger.Queries().UnknownEvents();

        unknown.Select(u => (u.Name, u.Count)).ShouldBe([("Often", 2), ("Rare", 1)]);
        unknown[0].Last.ShouldBe(Facts.Event("e3", second: 3).Time);
        unknown[0].Source.ShouldBe(Facts.Event("e3").Source);
    }

    [Fact]
    public async Task A_ledger_that_is_not_there_is_said_so()
    {
        using var ledger = await OpenAsync();

        Should.Throw<LedgerUnavailableException>(() => ledger.Queries().OpenDrifts()).Message.ShouldContain("There is no ledger ");
    }

    [Fact]
    public async Task Every_question_has_an_answer_before_the_first_event_and_after_it()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync();
        var queries = ledger.Queries();
        (queries.LastNumber(), queries.Judged(), queries.ResolvedSince(Facts.Noon), queries.Outbox().Waiting).ShouldBe((0, (0, null), 0, 0));

        await process.RecordAsync(Facts.Event("e1"));
        await process.RecordAsync(Facts.Event("e2", "DeleteBucketTagging", second: 1));
        await process.RecordAsync(Facts.Event("e3", "Other", second: 2));

        (queries.LastNumber(), queries.Judged().Count, queries.ResolvedSince(Facts.Noon)).ShouldBe((2, 3, 1));
        queries.NotShownSince(Facts.Noon).ShouldBe(new Dictionary<Verdict, long> { [Verdict.NotManaged] = 1 });
        queries.SwallowedSince(Facts.Noon).ShouldBeEmpty();
        queries.OpenDrifts().Values.Sum().ShouldBe(0);
        queries.Outbox().ShouldSatisfyAllConditions(o => o.Waiting.ShouldBe(2), o => o.OldestWaiting.ShouldNotBeNull(), o => o.LastDeadReason.ShouldBeNull());
    }
}
