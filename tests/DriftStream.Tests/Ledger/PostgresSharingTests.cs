using System.Collections.Immutable;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Ledger;
using DriftStream.Postgres;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Service;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger;

/// <summary>Several processes on one database.</summary>
public sealed class PostgresSharingTests(SharedPostgres postgres)
{
    private const int Addresses = 5;
    private const int Events = 400;

    private static readonly string[] Tables =
    [
        "select coalesce(string_agg(concat_ws('|', state, lineage, address, position, path, in_state, in_cloud, decided, event_id, drift_id, is_open), ';' order by address, position), '') from deviation",
        "select coalesce(string_agg(concat_ws('|', id, address, status, severity, opened_event, last_event, resolved_event), ';' order by id), '') from drift",
        "select coalesce(string_agg(concat_ws('|', event_id, verdict, drift_id, late), ';' order by id), '') from finding",
        "select coalesce(string_agg(concat_ws('|', id, sink, kind, drift_id, severity, still_open), ';' order by finding_id), '') from alert",
    ];

    [Fact]
    public async Task Two_writers_leave_exactly_what_one_leaves()
    {
        using var shared = await PostgresLedger.CreateAsync(postgres);
        using var single = await PostgresLedger.CreateAsync(postgres);
        var events = Enumerable.Range(0, Events).Select(Tagging).ToList();
        await using (var a = await shared.StartAsync(Judge))
        await using (var b = await shared.StartAsync(Judge))
        {
            await Task.WhenAll(events.Select((change, i) => (i % 2 == 0 ? a : b).RecordAsync(change)));
        }

        // One writer, in the order in which the two had their turns.
        var order = shared.All<string>("select event_id from finding order by id");
        await using (var alone = await single.StartAsync(Judge))
        {
            foreach (var id in order)
            {
                await alone.RecordAsync(events.First(change => change.Id == id));
            }
        }

        order.Count.ShouldBe(Events);
        shared.Ask<long>("select max(turn) from ledger_turn").ShouldBeGreaterThan(2);
        Tables.Select(shared.Ask<string>).ShouldBe(Tables.Select(single.Ask<string>));
    }

    [Fact]
    public async Task An_event_that_reaches_two_processes_at_once_is_judged_by_one()
    {
        using var ledger = await PostgresLedger.CreateAsync(postgres);
        await using var a = await ledger.StartAsync();
        await using var b = await ledger.StartAsync();

        var receipts = await Task.WhenAll(Enumerable.Range(0, 200).SelectMany(i => new[] { a, b }.Select(process => process.RecordAsync(Facts.Event($"e{i}")))));

        receipts.Count(receipt => receipt.Outcome == LedgerOutcome.Judged).ShouldBe(200);
        ledger.Ask<long>("select count(*) from finding").ShouldBe(200);
        ledger.Ask<long>("select count(*) from alert").ShouldBe(200);
    }

    [Fact]
    public async Task What_one_process_opened_another_one_ends()
    {
        using var ledger = await PostgresLedger.CreateAsync(postgres);
        await using var a = await ledger.StartAsync();
        await using var b = await ledger.StartAsync();

        await a.RecordAsync(Facts.Event("e1"));
        var reverted = await b.RecordAsync(Facts.Event("e2", "DeleteBucketTagging", second: 1));
        var again = await a.RecordAsync(Facts.Event("e3", "DeleteBucketTagging", second: 2));
        await b.Writer.InTurnAsync(Forget, TestContext.Current.CancellationToken);
        await a.RecordAsync(Facts.Event("e4", "Other", second: 3));

        reverted.Findings.Single().Verdict.ShouldBe(Verdict.Reverted);
        again.Findings.Single().Verdict.ShouldBe(Verdict.NotManaged);
        a.Writer.Deviations.Of(Facts.Bucket).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_that_one_process_learnt_of_the_others_know()
    {
        using var ledger = await PostgresLedger.CreateAsync(postgres);
        await using var a = await ledger.StartAsync();
        await using var b = await ledger.StartAsync();

        await a.RecordAsync(EventReader.Read(System.Text.Encoding.UTF8.GetBytes(SessionCalls.AssumeRole())));
        await b.RecordAsync(Facts.Event("e1"));

        b.Writer.Sessions.All.ShouldBe(a.Writer.Sessions.All);
        b.Writer.Sessions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_live_feed_of_a_process_shows_what_the_others_record()
    {
        using var ledger = await PostgresLedger.CreateAsync(postgres);
        await using var a = await ledger.StartAsync();
        await using var b = await ledger.StartAsync();
        using var follower = new FeedFollower(ledger.Database(), ledger.Queries(), a.Feed, TimeProvider.System);
        using var listener = a.Feed.Subscribe();
        await follower.StartAsync(TestContext.Current.CancellationToken);
        await follower.Following;

        await b.RecordAsync(Facts.Event("e1"));
        await a.RecordAsync(Facts.Event("e2", second: 1));

        var heard = await listener.ReadAllAsync(TestContext.Current.CancellationToken).Take(2).ToListAsync(TestContext.Current.CancellationToken);
        heard.Select(item => item.Finding.Finding.Event.Id).ShouldBe(["e1", "e2"]);
        await follower.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task An_event_that_the_database_cannot_hold_does_not_take_its_neighbours_along()
    {
        using var ledger = await PostgresLedger.CreateAsync(postgres);
        using var gate = new Gate();
        await using var process = await ledger.StartAsync(gate.Judge);
        var first = process.RecordAsync(Facts.Event("first"));
        await gate.Entered;
        var endless = process.RecordAsync(Facts.Event(Endless()));
        var good = process.RecordAsync(Facts.Event("e2"));

        gate.Open();

        await first;
        await Should.ThrowAsync<LedgerUnavailableException>(() => endless);
        (await good).Outcome.ShouldBe(LedgerOutcome.Judged);
        process.Writer.Problem.ShouldBeNull();
    }

    private static int Forget(LedgerTurn turn)
    {
        turn.Write(LedgerEntry.OfWork(turn.Deviations.With(Facts.Bucket, []), [Facts.Bucket], []));
        return 0;
    }

    // Longer than an index takes, and not to be shortened by compression.
    private static string Endless() => string.Concat(Enumerable.Range(0, 400).Select(i => StableId.From("", $"{i}")));

    private static CloudTrailEvent Tagging(int i) => Facts.Event($"e{i:000}", i % 3 == 0 ? "DeleteBucketTagging" : "PutBucketTagging", second: i);

    // One tag on each of a few buckets, put and taken away; every event has a finding.
    private static Judgement Judge(CloudTrailEvent change, DeviationBook book)
    {
        var address = Facts.Bucket with { Address = $"aws_s3_bucket.b{change.Time.Second % Addresses}" };
        var open = book.Of(address).Find(deviation => deviation.IsOpen);
        var puts = change.Name.StartsWith("Put", StringComparison.Ordinal);
        var drift = open?.Drift ?? $"D-{change.Id}";
        var verdict = puts ? Verdict.Drift : open is null ? Verdict.Unknown : Verdict.Reverted;
        var deviation = new Deviation("tags.drift", "", Value.Null, Value.Of(change.Id), Hidden: false, change.Time, change.Id, drift, puts);
        var finding = Facts.Finding(change, verdict, verdict == Verdict.Unknown ? null : drift) with { Resource = new(address.Address, "aws_s3_bucket", "b", address.State, null) };
        return new([finding], [address], book.With(address, ImmutableList.Create(deviation)), []);
    }
}
