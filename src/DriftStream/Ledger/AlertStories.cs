using System.Data.Common;
using Dapper;
using DriftStream.Core.Judging;

namespace DriftStream.Ledger;

/// <summary>What alerts tell, read from the ledger at the moment of telling.</summary>
internal sealed class AlertStories(AlertQueue queue)
{
    private const int AddressesNamed = 3;

    /// <summary>What one or several alerts of the same drift tell together: the worst of them, with the changes of all; null where the ledger does not hold it any more.</summary>
    public AlertOccasion? Of(IReadOnlyList<WaitingAlert> alerts) => queue.Ask(connection =>
    {
        var last = alerts[^1];
        var findings = alerts.Select(a => FindingOf(connection, a)).OfType<Finding>().ToList();
        return findings.Count == 0 ? null : new AlertOccasion(last.Id, Merged(findings), DriftOf(connection, last.DriftId), (int)last.StillOpen)
        {
            Kind = last.Why,
            Note = last.Note,
            Standing = StandingOf(connection, last.DriftId),
        };
    });

    /// <summary>What an open drift is like now, for a message that is edited; null where the ledger does not hold it.</summary>
    public AlertOccasion? Now(IReadOnlyList<WaitingAlert> alerts) => queue.Ask(connection =>
    {
        var last = alerts[^1];
        var open = OpenFindings(connection, last.DriftId);
        return open.Count == 0 ? null : new AlertOccasion(last.Id, Merged(open), DriftOf(connection, last.DriftId), (int)last.StillOpen)
        {
            Kind = last.Why == AlertKind.Resolve ? AlertKind.Alert : last.Why,
            Note = last.Note,
            Standing = StandingOf(connection, last.DriftId),
        };
    });

    /// <summary>What a digest tells.</summary>
    /// <param name="digest">The digest.</param>
    /// <param name="part">All of it, or what waits to be told.</param>
    public Digest? Of(OpenDigest digest, DigestPart part) => queue.Ask(connection =>
    {
        var which = part == DigestPart.All ? "a.digest = @Id and a.skipped_at is null" : "a.digest = @Id and a.sent_at is null and a.dead_at is null and a.skipped_at is null";
        var sums = connection.QuerySingle<Sums>(
            $"""
            select count(*) Changes, count(distinct coalesce(a.drift_id, a.id)) Drifts, count(distinct case when d.status = 'resolved' then d.id end) Resolved,
                   coalesce(max(a.severity), 0) Severity, coalesce(min(f.time), 0) First, coalesce(max(f.time), 0) Last
            from alert a join finding f on f.id = a.finding_id left join drift d on d.id = a.drift_id where {which}
            """,
            new { digest.Id });
        return sums.Changes == 0 ? null : new Digest
        {
            Id = digest.Id,
            Actor = digest.Actor is "" ? FindingSentence.Somebody : digest.Actor,
            Sample = Sample(connection, digest.Id, which),
            Severity = (Severity)sums.Severity,
            Changes = (int)sums.Changes,
            Drifts = (int)sums.Drifts,
            Resolved = (int)sums.Resolved,
            First = DateTimeOffset.FromUnixTimeMilliseconds(sums.First),
            Last = DateTimeOffset.FromUnixTimeMilliseconds(sums.Last),
            Calls = Calls(connection, digest.Id, which),
            Groups = Groups(connection, digest.Id, which),
            ToldBefore = part == DigestPart.All || digest.PostedAt is null ? 0 : 1,
            AfterQuiet = digest.Quiet == 1,
        };
    });

    /// <summary>The changes of a digest after a position, in order.</summary>
    public IReadOnlyList<(long Position, Finding Finding)> Listing(string digest, long after, int most) => queue.Ask(connection =>
        connection.Query<(long, string)>(
            "select a.position, f.json from alert a join finding f on f.id = a.finding_id where a.digest = @digest and a.position > @after order by a.position, a.id limit @most",
            new { digest, after, most }).Select(r => (r.Item1, FindingReader.Read(r.Item2))).ToList());

    /// <summary>The drifts that a digest told of.</summary>
    public IReadOnlyList<string> DriftsOf(string digest) => queue.Ask(connection =>
        connection.Query<string>("select distinct drift_id from alert where digest = @digest and drift_id is not null", new { digest }).ToList());

    private static Finding? FindingOf(DbConnection connection, WaitingAlert alert) => (alert.FindingId is { } id
        ? connection.QueryFirstOrDefault<string>("select json from finding where id = @id", new { id })
        : connection.QueryFirstOrDefault<string>(
            $"select json from finding where {DriftRow.Has("@DriftId")} and late = 0 and verdict <> 'reverted' order by id desc limit 1", new { alert.DriftId }))
        is { } json ? FindingReader.Read(json) : null;

    private static List<Finding> OpenFindings(DbConnection connection, string? drift) => drift is null ? [] : connection.Query<string>(
        $"select json from finding where {DriftRow.Has("@drift")} and late = 0 and verdict in ('drift', 'touched', 'deleted', 'attached', 'reverted') order by id",
        new { drift }).Select(FindingReader.Read).ToList();

    // Later changes of the same attribute stand in the place of earlier ones, and what was set back is gone.
    private static Finding Merged(List<Finding> findings)
    {
        if (findings.Count == 1)
        {
            return findings[0];
        }

        var open = new List<Change>();
        foreach (var finding in findings)
        {
            foreach (var change in finding.Changes)
            {
                open.RemoveAll(c => c.Path == change.Path && (finding.Verdict == Verdict.Reverted ? c.After.Equals(change.Before) && c.Before.Equals(change.After) : IsSamePlace(c, change)));
                if (finding.Verdict != Verdict.Reverted)
                {
                    open.Add(change);
                }
            }
        }

        var last = findings.LastOrDefault(f => f.Verdict != Verdict.Reverted) ?? findings[^1];
        return last with { Changes = [.. open.OrderBy(c => c.Path, StringComparer.Ordinal)], Severity = findings.Max(f => f.Severity) };
    }

    // Elements of sets share a path: one that came does not stand in the place of another that came.
    private static bool IsSamePlace(Change known, Change change) =>
        known.Before.Equals(change.Before) && (!known.Before.IsNull || known.After.IsScalar || known.After.Equals(change.After));

    private static DriftRecord? DriftOf(DbConnection connection, string? id) => id is null
        ? null
        : connection.QueryFirstOrDefault<DriftRow>($"select {DriftRow.Columns} from drift where id = @id", new { id })?.ToRecord();

    private static string? StandingOf(DbConnection connection, string? drift) => drift is null ? null : connection.QueryFirstOrDefault<string>(
        $"select note from alert where {DriftRow.Has("@drift")} and kind = 'decision' and note is not null order by position desc, created_at desc limit 1", new { drift });

    private static Finding Sample(DbConnection connection, string id, string which) => FindingReader.Read(connection.QueryFirst<string>(
        $"select f.json from alert a join finding f on f.id = a.finding_id where {which} order by a.severity desc, a.position limit 1", new { Id = id }));

    private static List<(string Name, int Count)> Calls(DbConnection connection, string id, string which) =>
        [.. connection.Query<(string Name, long Count)>(
            $"""
            select e.name, count(*) from alert a join finding f on f.id = a.finding_id join processed_event e on e.event_id = f.event_id and e.account = f.account
            where {which} group by e.name order by 2 desc, 1
            """,
            new { Id = id }).Select(r => (r.Name, (int)r.Count))];

    private static List<DigestGroup> Groups(DbConnection connection, string id, string which)
    {
        var rows = connection.Query<(string Type, string Address, long Rank, long Count)>(
            $"""
            select type, address, rank, amount from (
              select type, address, row_number() over (partition by type order by first) rank, count(*) over (partition by type) amount
              from (select coalesce(f.type, '') type, coalesce(f.address, f.resource_id, '') address, min(a.position) first
                    from alert a join finding f on f.id = a.finding_id where {which} group by 1, 2) each_one) ranked
            where rank <= {AddressesNamed} order by amount desc, type, rank
            """,
            new { Id = id });
        return [.. rows.GroupBy(r => (r.Type, r.Count)).Select(g => new DigestGroup(g.Key.Type, (int)g.Key.Count, [.. g.Select(r => r.Address)]))];
    }

    private sealed class Sums
    {
        public long Changes { get; init; }

        public long Drifts { get; init; }

        public long Resolved { get; init; }

        public long Severity { get; init; }

        public long First { get; init; }

        public long Last { get; init; }
    }
}

/// <summary>Which part of a digest.</summary>
internal enum DigestPart
{
    /// <summary>All of it.</summary>
    All,

    /// <summary>What waits to be told.</summary>
    Waiting,
}
