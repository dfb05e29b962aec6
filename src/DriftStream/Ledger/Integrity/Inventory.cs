using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace DriftStream.Ledger.Integrity;

/// <summary>Compares what is in the tables with what the chain vouches for: rows that nobody vouches for were inserted.</summary>
internal sealed class Inventory(ChainWalk walk, FaultList faults, DbConnection connection, DbTransaction moment)
{
    /// <summary>Adds what is wrong to the faults.</summary>
    public void Check()
    {
        if (!walk.HasRows)
        {
            faults.Add(new AuditFault(null, null, "there is no audit chain: the ledger was written without a key, or the chain was removed"));
            return;
        }

        CheckEvents();
        CheckFindings();
        CheckDrifts();
        CheckWays();
        new DecisionInventory(walk, faults).Check(connection, moment);
    }

    private void CheckEvents()
    {
        var more = Count("select count(*) from processed_event") - walk.Events - walk.Before.Events;
        if (more <= 0)
        {
            // Those that are missing were named by their rows.
            return;
        }

        var (id, at) = connection.QueryFirst<(string, long)>(
            """
            select p.event_id, p.at from processed_event p left join audit a on a.kind = 'event' and a.subject = p.event_id and a.account = p.account
            where a.number is null order by p.at desc, p.event_id limit 1
            """,
            transaction: moment);
        faults.Add(new AuditFault(null, DateTimeOffset.FromUnixTimeMilliseconds(at), $"{Were(more, "an event")} inserted: no row of the chain vouches for {Them(more)}; the newest is {id}"));
    }

    private void CheckFindings()
    {
        var more = Count("select count(*) from finding") - walk.Findings - walk.Before.Findings;
        if (more <= 0)
        {
            return;
        }

        var (id, eventId, at) = connection.QueryFirst<(long, string, long)>(
            """
            select f.id, f.event_id, f.recorded_at from finding f left join audit a on a.findings > 0 and f.id >= a.first_finding and f.id < a.first_finding + a.findings
            where a.number is null order by f.recorded_at desc, f.id desc limit 1
            """,
            transaction: moment);
        faults.Add(new AuditFault(
            null,
            DateTimeOffset.FromUnixTimeMilliseconds(at),
            $"{Were(more, "a finding")} inserted: no row of the chain vouches for {Them(more)}; the newest is {id} of event {eventId}"));
    }

    private void CheckDrifts()
    {
        var strangers = 0L;
        var met = 0;
        foreach (var drift in connection.Query<DriftRow>($"select {DriftRow.Columns} from drift order by id", transaction: moment, buffered: false))
        {
            if (!walk.Drifts.TryGetValue(drift.Id, out var told))
            {
                strangers++;
                continue;
            }

            met++;
            using var then = JsonDocument.Parse(told);
            foreach (var member in AuditedDrift.Differences(drift, then.RootElement).Take(1))
            {
                faults.Add(new AuditFault(null, DateTimeOffset.FromUnixTimeMilliseconds(drift.LastChangeAt), $"drift {drift.Id} was altered: its {member} is not what the chain says"));
            }
        }

        var (added, gone) = (strangers - walk.Before.Drifts, walk.Drifts.Count - met);
        if (added > 0)
        {
            faults.Add(new AuditFault(null, null, $"{Were(added, "a drift")} inserted: no row of the chain vouches for {Them(added)}"));
        }

        if (gone > 0)
        {
            faults.Add(new AuditFault(null, null, $"{(gone == 1 ? "a drift is" : $"{gone} drifts are")} missing that rows of the chain tell of"));
        }
    }

    // By that time the findings of a drift are found: with another one, this one would be hidden.
    private void CheckWays()
    {
        foreach (var (id, drift, at) in connection.Query<(long, string, long)>(
            """
            select f.id, f.drift_id, f.recorded_at from finding f join drift d on d.id = f.drift_id
            where f.drift_opened <> d.opened_at and (f.late = 0 or f.drift_opened <> 0) order by f.id
            """,
            transaction: moment))
        {
            faults.Add(new AuditFault(null, DateTimeOffset.FromUnixTimeMilliseconds(at), $"finding {id} was altered: drift {drift} was opened at another time than it says"));
        }
    }

    private long Count(string sql) => connection.ExecuteScalar<long>(sql, transaction: moment);

    private static string Were(long count, string one) => count == 1 ? $"{one} was" : $"{count} {one.Split(' ')[1]}s were";

    private static string Them(long count) => count == 1 ? "it" : "them";
}
