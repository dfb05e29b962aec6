using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;
using DriftStream.Ledger;
using DriftStream.Ledger.Audits;
using DriftStream.Ledger.Integrity;
using DriftStream.Tests.Commands;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger;

/// <summary>What every ledger tells about who did what.</summary>
public abstract class AuditQueriesSuite
{
    private static readonly string[] Actors = ["alice@example.com", "ALICE@example.com", "bob", "jörg", "JÖRG", "100%", "a_b", "aXb"];
    private static readonly string[] Addresses = ["aws_s3_bucket.data", "aws_s3_bucket.Data", "module.a[\"é\"].aws_s3_bucket.x", "aws_iam_role.r"];

    private protected abstract Task<LedgerUnderTest> OpenAsync();

    [Fact]
    public async Task What_a_filter_gives_is_what_is_left_of_everything_in_memory()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync(Random, clock: new FixedTime(Facts.Noon));
        for (var i = 0; i < 450; i++)
        {
            await process.RecordAsync(Facts.Event($"e{i:000}", i % 3 == 0 ? "PutBucketTagging" : "DeleteBucketPolicy", account: i % 4 == 0 ? "999988887777" : "111122223333", second: i * 7 % 100));
        }

        var queries = new AuditQueries(ledger.Database(), (actor, owner) => actor.Name == "bob" ? "builders" : owner);
        var all = Read(queries, new() { Verdicts = Enum.GetValues<Verdict>() });

        all.Count.ShouldBe(450);
        foreach (var filter in Filters())
        {
            var expected = all.Where(filter.Fits).Select(f => f.Number).ToList();
            Read(queries, filter).Select(f => f.Number).ShouldBe(expected, $"{filter}");
            (queries.Last(filter, AuditDetail.Finding)?.Number).ShouldBe(expected.Count == 0 ? null : expected[^1]);
            queries.Newest(filter, 1000).Select(f => f.Number).ShouldBe(expected.OrderDescending());
            Everything(queries, filter).Select(f => f.Number).ShouldBe(expected);
        }

        Filters().Count(filter => all.Any(filter.Fits)).ShouldBeGreaterThan(15);
    }

    [Fact]
    public async Task Everything_that_somebody_did_is_told_differences_or_not()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync(WithStates, clock: new FixedTime(Facts.Noon));
        await process.RecordAsync(Facts.Event("e1"));
        await process.RecordAsync(Facts.Event("e2", "Other", second: 1));
        await process.RecordAsync(Facts.Event("e3", "SetAgain", second: 2));

        var all = Everything(new AuditQueries(ledger.Database()), new() { Actors = ["alice*"], Verdicts = Enum.GetValues<Verdict>() });

        all.Select(f => $"{f.Finding.Event.Id} {f.Finding.Verdict.Word()} {f.Finding.Resource?.Address} {f.Finding.Event.Region}").ShouldBe(
            ["e1 drift aws_s3_bucket.data eu-west-1", "e2 not-managed  eu-west-1", "e3 in-sync aws_s3_bucket.data eu-west-1"]);
    }

    [Fact]
    public async Task An_event_leads_to_its_record_its_states_and_its_row_of_the_chain()
    {
        using var ledger = await OpenAsync();
        ledger.Options.AuditKey = new("a-secret-of-nobody-with-enough-characters");
        await using var process = await ledger.StartAsync(WithStates, clock: new FixedTime(Facts.Noon));
        await process.RecordAsync(Facts.Event("e1"));
        await process.RecordAsync(Facts.Event("e2", second: 1));

        var dossier = new EvidenceQueries(ledger.Database()).Find("e2").ShouldNotBeNull();
        ledger.Do("update finding set actor = 'bob@example.com' where event_id = 'e2'");

        dossier.Fits.ShouldBe(true);
        dossier.Chained!.Number.ShouldBe(3);
        dossier.Evidence!.States.ShouldBe([new JudgedAgainst("prod", "lineage-1", 12)]);
        var proof = dossier.Findings.ShouldHaveSingleItem().Proof.ShouldNotBeNull();
        (proof.Row, proof.Link).ShouldBe((3, dossier.Chained.Link));
        EvidenceWriter.HashOf(proof.Record!).ShouldBe(EvidenceWriter.HashOf(Facts.Event("e2").Record.ToArray()));
        new EvidenceQueries(ledger.Database()).Find("e2")!.Fits.ShouldBe(false);
        new EvidenceQueries(ledger.Database()).Find("e3").ShouldBeNull();
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(10, "D-E1 tags.drift")]
    [InlineData(25, "D-E1 tags.drift")]
    [InlineData(30, "")]
    [InlineData(45, "D-E4 tags.drift")]
    public async Task What_was_open_at_a_moment_is_told_by_the_time_of_events(int second, string expected)
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync(clock: new FixedTime(Facts.Noon));
        await process.RecordAsync(Facts.Event("e1", second: 10));
        await process.RecordAsync(Facts.Event("e2", second: 20));
        await process.RecordAsync(Facts.Event("e3", "DeleteBucketTagging", second: 30));
        await process.RecordAsync(Facts.Event("e4", second: 40));

        Open(ledger, second).Select(open => $"{open.Opened.Finding.Drift} {string.Join(' ', open.Differences.Select(d => d.Path))}").ShouldBe(expected.Length == 0 ? [] : [expected]);
    }

    [Fact]
    public async Task What_came_late_differed_until_the_newer_event_decided_it()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync((change, book) => Facts.JudgeTag(change, book) with { Late = change.Id == "e1" }, clock: new FixedTime(Facts.Noon));
        await process.RecordAsync(Facts.Event("e2", second: 20));
        await process.RecordAsync(Facts.Event("e1", second: 10));

        Open(ledger, 15).ShouldHaveSingleItem().AsFinding().Finding.Reason.ShouldStartWith("differed from 2026-03-02 12:00:10Z on; its event came only at");
        Open(ledger, 20).Select(open => open.Opened.Finding.Event.Id).ShouldBe(["e2"]);
    }

    [Fact]
    public async Task How_long_drifts_stay_open_is_told_apart_from_those_that_still_are()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync(clock: new FixedTime(Facts.Noon));
        foreach (var (number, seconds) in new[] { (1, 10), (2, 20), (3, 90) })
        {
            await process.RecordAsync(Facts.Event($"open-{number}", second: number * 100));
            await process.RecordAsync(Facts.Event($"shut-{number}", "DeleteBucketTagging", second: (number * 100) + seconds));
        }

        await process.RecordAsync(Facts.Event("open-4", second: 400));
        var times = new ResolutionTimes();
        new ResolutionQueries(ledger.Database(), (_, owner) => owner).ReadAll(new(), drift => times.Take(drift, Facts.Noon.AddSeconds(460)));

        (times.Resolved, times.Reverted, times.Open).ShouldBe((3, 3, 1));
        (times.Mean, times.Within(0.5), times.Within(0.9)).ShouldBe((TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(90)));
        times.Oldest.ShouldBe(TimeSpan.FromSeconds(60));
    }

    private static List<OpenThen> Open(LedgerUnderTest ledger, int second)
    {
        var open = new List<OpenThen>();
        new DriftsThen(ledger.Database(), (_, owner) => owner).Read(Facts.Noon.AddSeconds(second), new(), open.Add);
        return open;
    }

    private static List<AuditFinding> Read(AuditQueries queries, FindingFilter filter)
    {
        var all = new List<AuditFinding>();
        queries.ReadAll(filter, all.Add);
        return all;
    }

    private static List<AuditFinding> Everything(AuditQueries queries, FindingFilter filter)
    {
        var all = new List<AuditFinding>();
        queries.ReadEverything(filter, all.Add);
        return all;
    }

    // Every property alone, and some together; the texts with letters that databases fold in their own ways or take for patterns.
    private static IEnumerable<FindingFilter> Filters() =>
    [
        new(),
        .. Actors.Concat(["ali*", "*@example.com", "*Ö*", "a_*", "1*%", "nobody*", "*"]).Select(actor => new FindingFilter { Actors = [actor] }),
        .. Addresses.Concat(["*s3*", "MODULE.*", "*É*"]).Select(address => new FindingFilter { Addresses = [address] }),
        new() { Actors = ["bob", "jör*"], Least = Severity.Medium },
        new() { Teams = ["BUILDERS"] },
        new() { Types = ["aws_iam_*"] },
        new() { Accounts = ["999988887777"] },
        new() { Regions = ["eu-*"] },
        new() { Regions = ["us-*"] },
        new() { States = ["PROD"] },
        new() { Events = ["delete*"] },
        new() { Attributes = ["tags"] },
        new() { Attributes = ["tags.owner"] },
        new() { Verdicts = [Verdict.Deleted, Verdict.Ignored] },
        new() { Least = Severity.High },
        new() { Since = Facts.Noon.AddSeconds(20), Until = Facts.Noon.AddSeconds(40), Actors = ["alice*"] },
    ];

    private static Judgement Random(CloudTrailEvent change, DeviationBook book)
    {
        var random = new Random(change.Id.Sum(letter => letter * 31) + change.Id[^1]);
        Verdict[] verdicts = [Verdict.Drift, Verdict.Deleted, Verdict.Touched, Verdict.Ignored, Verdict.Unknown];
        var finding = Facts.Finding(change, verdicts[random.Next(verdicts.Length)], null, new Change(random.Next(2) == 0 ? "tags.owner" : "tags[\"a.b\"]", Value.Null, Value.Of("x")));
        var address = Addresses[random.Next(Addresses.Length)];
        return new([finding with
        {
            Actor = Facts.Alice with { Name = Actors[random.Next(Actors.Length)] },
            Severity = (Severity)random.Next(5),
            Resource = finding.Resource! with { Address = address, Type = address.Contains("iam", StringComparison.Ordinal) ? "aws_iam_role" : "aws_s3_bucket" },
        }
        ], [], book, []);
    }

    private static Judgement WithStates(CloudTrailEvent change, DeviationBook book)
    {
        var states = StateIndex.Build(EventCatalog.Load(), [new TerraformState("prod", 4, "1.13.4", "lineage-1", 12, [], 0, [])]);
        return change.Name == "SetAgain"
            ? new([Facts.Finding(change, Verdict.InSync, null)], [], book, []) { States = states }
            : Facts.JudgeTag(change, book) with { States = states };
    }
}
