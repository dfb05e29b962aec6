using System.Data.Common;
using System.Text.RegularExpressions;
using Dapper;
using DriftStream.Core.Judging;
using DriftStream.Ledger;
using DriftStream.Ledger.Audits;
using DriftStream.Ledger.Integrity;
using DriftStream.Ledger.Lives;
using Microsoft.Data.Sqlite;
using Shouldly;
using SQLitePCL;
using Xunit;

namespace DriftStream.Tests.Ledger;

/// <summary>What is asked of a ledger does not read all of a table that grows with the events.</summary>
public sealed partial class QueryPlanTests
{
    private static readonly string[] Growing = ["processed_event", "finding", "drift", "deviation", "alert", "audit", "p", "f", "a", "w", "t"];

    // They hold what is open or waits, and the few rows at which a chain begins anew.
    private static readonly string[] Short = ["alert_waiting", "drift_open", "audit_checkpoint"];

    private readonly HashSet<string> _asked = [];

    [Fact]
    public async Task No_question_reads_a_whole_table()
    {
        using var ledger = new LedgerFile();
        await using (var process = await ledger.StartAsync())
        {
            await process.Writer.InTurnAsync(turn => Listen(turn.Connection), TestContext.Current.CancellationToken);
            await RecordAsync(process);
            AskEverything(ledger);
            TellEverything(ledger);
            await process.Writer.InTurnAsync(turn => new RetentionTurn(turn).Remove(DateTimeOffset.MaxValue.AddDays(-1), 100), TestContext.Current.CancellationToken);
        }

        using var connection = ledger.Open();
        _asked.Count.ShouldBeGreaterThan(60);
        _asked.SelectMany(sql => Whole(connection, sql)).ShouldBeEmpty();

        // What waits is found among what waits, not among all that was ever told.
        var aboutWaiting = _asked.Where(sql => Statement().IsMatch(sql) && WaitingAlerts().IsMatch(sql)).ToList();
        aboutWaiting.Count.ShouldBeGreaterThan(5);
        aboutWaiting.Where(sql => !PlanOf(connection, sql).Exists(step => AlertsThatWait().IsMatch(step))).ShouldBeEmpty();
        aboutWaiting.Where(sql => sql.Contains("severity >= 4", StringComparison.Ordinal)).SelectMany(sql => PlanOf(connection, sql)).ShouldContain(step => step.Contains("alert_critical", StringComparison.Ordinal));

        // And of all that waits in a lane only what belongs to the drift.
        var aboutDrifts = _asked.Where(sql => Statement().IsMatch(sql) && AlertsOfDrift().IsMatch(sql)).ToList();
        aboutDrifts.Count.ShouldBeGreaterThan(3);
        aboutDrifts.Where(sql => !PlanOf(connection, sql).Exists(step => step.Contains("alert_by_drift", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    private static async Task RecordAsync(LedgerProcess process)
    {
        string[] names = ["PutBucketTagging", "PutBucketTagging", "Other", "DeleteBucketTagging", "PutBucketTagging"];
        foreach (var (i, name) in names.Index())
        {
            await process.RecordAsync(Facts.Event($"e{i + 1}", name, second: i));
        }
    }

    private void AskEverything(LedgerFile ledger)
    {
        var database = ledger.Database();
        using (var connection = database.OpenForReading())
        {
            // It is pooled: whoever asks next has it.
            Listen(connection);
        }

        var drift = new DriftQueries(database).List(new() { Status = "open", Limit = 5 })[0].Id;
        new DriftQueries(database).Story(drift).ShouldNotBeNull();
        var queries = new LedgerQueries(database);
        queries.NewestFindings(10).ShouldNotBeEmpty();
        queries.FindingsAfter(1, 10).ShouldNotBeEmpty();
        queries.LastNumber().ShouldBePositive();
        queries.FindDrift(drift).ShouldNotBeNull();
        queries.FindEvent("e1").ShouldNotBeNull();
        queries.IsKnown("e1").ShouldBeTrue();
        queries.SwallowedSince(Facts.Noon).ShouldBeEmpty();
        queries.Outbox().Waiting.ShouldBePositive();
        new EvidenceQueries(database).Find("e1").ShouldNotBeNull();
        var audit = new AuditQueries(database);
        audit.Head();
        foreach (var filter in new FindingFilter[] { new(), new() { Drift = drift }, new() { Addresses = [Facts.Bucket.Address] }, new() { Actors = ["alice@example.com"] }, new() { Since = Facts.Noon } })
        {
            audit.Newest(filter, 10).ShouldNotBeEmpty();
            audit.Last(filter, AuditDetail.Proof).ShouldNotBeNull();
            audit.ReadAll(filter, _ => { });
            audit.ReadEverything(filter, _ => { });
        }

        new DriftsThen(database, (_, owner) => owner).Read(DateTimeOffset.MaxValue.AddDays(-1), new(), _ => { });
        new ResolutionQueries(database, (_, owner) => owner).ReadAll(new(), _ => { });
        new LifeQueries(database).HasLapsed(Facts.Noon);
    }

    private void TellEverything(LedgerFile ledger)
    {
        using var queue = new AlertQueue(ledger.Database(), TimeProvider.System);
        queue.Run((connection, _) => Listen(connection));
        var digests = new DigestQueue(queue, TimeProvider.System);
        var lane = queue.Lanes().ShouldHaveSingleItem();
        queue.TryTake(lane, "me", TimeSpan.Zero).ShouldBeTrue();
        queue.Critical(lane, 10);
        queue.Singles(lane, 0).ShouldNotBeEmpty();
        var waiting = queue.Waiting(lane, 10);
        queue.OfDrift(lane, waiting[0].DriftId!).ShouldNotBeEmpty();
        queue.Postpone(lane, waiting, TimeSpan.Zero, "no");
        digests.Begin(lane, "alice@example.com", 0, DigestOf.Burst).ShouldBePositive();
        var digest = digests.Open(lane).ShouldHaveSingleItem();
        digests.Join(lane, digest);
        digests.JoinTold(lane);
        new AlertStories(queue).Of(digest, DigestPart.All).ShouldNotBeNull();
        new AlertStories(queue).Listing(digest.Id, 0, 10).ShouldNotBeEmpty();
        new AlertStories(queue).DriftsOf(digest.Id).ShouldNotBeEmpty();
        new AlertStories(queue).Of(waiting).ShouldNotBeNull();
        new AlertStories(queue).Now(waiting).ShouldNotBeNull();
        digests.TakeOut(lane, waiting[0].DriftId!);
        queue.MarkTold(lane, waiting, waiting[0].DriftId, null);
        digests.ToList(lane);
        queue.MarkDead(lane, waiting, "no");
        queue.Revive(lane.Sink);
        queue.Skip(lane, "no");
    }

    private int Listen(DbConnection connection)
    {
        raw.sqlite3_trace(((SqliteConnection)connection).Handle, (_, sql) => _asked.Add(sql), null);
        return 0;
    }

    private static IEnumerable<string> Whole(SqliteConnection connection, string sql)
    {
        if (!Statement().IsMatch(sql))
        {
            return [];
        }

        var plan = PlanOf(connection, sql);
        // A page in the order of a key ends where it is full.
        var isPage = sql.Contains(" limit ", StringComparison.Ordinal) && !plan.Exists(step => step.StartsWith("USE TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal));
        return isPage ? [] : plan.Where(IsWhole).Select(step => $"{step}: {sql}");
    }

    private static List<string> PlanOf(SqliteConnection connection, string sql) =>
        [.. connection.Query<(long, long, long, string Step)>($"explain query plan {sql}").Select(row => row.Step)];

    private static bool IsWhole(string step) =>
        step.Split(' ') is ["SCAN", var table, ..] && Growing.Contains(table) && !Short.Any(index => step.EndsWith(" " + index, StringComparison.Ordinal));

    [GeneratedRegex(@"^\s*(select|with|update|delete|insert)\b")]
    private static partial Regex Statement();

    [GeneratedRegex(@"^\s*(select|update)\b(?s).*\balert\b.*sent_at is null and (a\.)?dead_at is null")]
    private static partial Regex WaitingAlerts();

    [GeneratedRegex(@"USING (COVERING )?INDEX alert_(waiting|critical|by_drift|by_digest)\b")]
    private static partial Regex AlertsThatWait();

    [GeneratedRegex(@"\b(from|update) alert\b(?s).*drift_opened = ")]
    private static partial Regex AlertsOfDrift();
}
