using System.Text;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Ledger;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger;

public sealed class LedgerQueriesTests
{
    [Fact]
    public async Task Findings_come_newest_first_and_page_by_number()
    {
        using var file = new LedgerFile();
        await using var process = await file.StartAsync();
        for (var i = 1; i <= 5; i++)
        {
            await process.RecordAsync(Facts.Event($"e{i}", second: i));
        }

        var page = file.Queries().NewestFindings(2);
        var next = file.Queries().NewestFindings(2, before: page[^1].Number);

        page.Select(f => f.Finding.Event.Id).ShouldBe(["e5", "e4"]);
        next.Select(f => f.Finding.Event.Id).ShouldBe(["e3", "e2"]);
        file.Queries().FindingsAfter(3, 10).Select(f => f.Number).ShouldBe([4, 5]);
    }

    [Fact]
    public async Task A_finding_comes_back_from_the_ledger_as_it_was_written()
    {
        using var file = new LedgerFile();
        Finding? written = null;
        await using var process = await file.StartAsync((change, book) =>
        {
            var judgement = Facts.Judged(change, book, Verdict.Drift, "D-1", isOpen: true, new Change("a", Value.Null, Value.NumberOf("1.50")), Change.Concealed("b"));
            written = judgement.Findings[0];
            return judgement;
        });

        await process.RecordAsync(Facts.Event("e1"));

        FindingJson.ToJson(file.Queries().NewestFindings(1)[0].Finding).ShouldBe(FindingJson.ToJson(written!));
    }

    [Fact]
    public async Task A_record_is_kept_byte_for_byte_for_what_touches_a_managed_resource()
    {
        const string Record = """{ "eventID" : "e1", "requestParameters": {"bucketName":"acme-data"} }""";
        using var file = new LedgerFile();
        await using var process = await file.StartAsync();

        await process.RecordAsync(Facts.Event("e1", record: Record));
        await process.RecordAsync(Facts.Event("e2", "Other"));

        var kept = file.Queries().FindEvent("e1").ShouldNotBeNull();
        Encoding.UTF8.GetString(kept.Record!).ShouldBe(Record);
        (kept.IsMasked, kept.Verdicts).ShouldBe((false, "drift"));
        file.Queries().FindEvent("e2").ShouldNotBeNull().Record.ShouldBeNull();
        file.Queries().FindEvent("e3").ShouldBeNull();
    }

    [Fact]
    public async Task What_was_ignored_or_is_unknown_is_kept_but_not_among_the_findings()
    {
        using var file = new LedgerFile();
        await using var process = await file.StartAsync((change, book) =>
            new([Facts.Finding(change, Verdict.Ignored, null), Facts.Finding(change, Verdict.InSync, null)], [], book, []));

        await process.RecordAsync(Facts.Event("e1"));

        file.Queries().NewestFindings(10).ShouldBeEmpty();
        file.Ask<string>("select verdict from finding").ShouldBe("ignored");
        file.Ask<string>("select verdict from processed_event").ShouldBe("ignored,in-sync");
    }

    [Fact]
    public async Task Unknown_events_are_counted_by_source_and_name_the_most_frequent_first()
    {
        using var file = new LedgerFile();
        await using var process = await file.StartAsync((change, book) =>
            new([Facts.Finding(change, Verdict.Unknown, null), Facts.Finding(change, Verdict.Unknown, null)], [], book, []));
        await process.RecordAsync(Facts.Event("e1", "Rare", second: 1));
        await process.RecordAsync(Facts.Event("e2", "Often", second: 2));
        await process.RecordAsync(Facts.Event("e3", "Often", second: 3));

        var unknown = file.Queries().UnknownEvents();

        unknown.Select(u => (u.Name, u.Count)).ShouldBe([("Often", 2), ("Rare", 1)]);
        unknown[0].Last.ShouldBe(Facts.Event("e3", second: 3).Time);
        unknown[0].Source.ShouldBe(Facts.Event("e3").Source);
    }

    [Fact]
    public void A_ledger_that_is_not_there_is_said_so()
    {
        using var file = new LedgerFile();

        Should.Throw<LedgerUnavailableException>(() => file.Queries().OpenDrifts()).Message.ShouldContain("There is no ledger at");
    }
}
