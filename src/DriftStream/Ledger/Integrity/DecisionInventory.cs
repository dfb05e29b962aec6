using System.Data.Common;
using Dapper;
using DriftStream.Ledger.Lives;

namespace DriftStream.Ledger.Integrity;

/// <summary>Compares the decisions in their table with those that the chain tells of. They never change.</summary>
internal sealed class DecisionInventory(ChainWalk walk, FaultList faults)
{
    /// <summary>Adds what is wrong to the faults.</summary>
    public void Check(DbConnection connection, DbTransaction moment)
    {
        var met = new HashSet<string>();
        var strangers = new List<DecisionRow>();
        foreach (var decision in connection.Query<DecisionRow>($"select {DecisionRow.Columns} from decision order by decided_at, id", transaction: moment, buffered: false))
        {
            if (!walk.Decisions.TryGetValue(decision.Id, out var told))
            {
                strangers.Add(decision);
                continue;
            }

            met.Add(decision.Id);
            if (decision != told)
            {
                Add(decision, $"a decision about drift {told.DriftId} was altered: it was not what the table says now that {told.DecidedBy} decided ({told.Kind})");
            }
        }

        foreach (var gone in walk.Decisions.Values.Where(told => !met.Contains(told.Id)))
        {
            Add(gone, $"a decision about drift {gone.DriftId} is missing: {gone.DecidedBy} decided it ({gone.Kind})");
        }

        // A chain from before decisions were counted cannot tell its own old ones from inserted ones.
        if (walk.Before.Decisions is { } before && strangers.Count > before)
        {
            var newest = strangers[^1];
            Add(newest, $"{(strangers.Count - before == 1 ? "a decision was" : $"{strangers.Count - before} decisions were")} inserted: no row of the chain vouches for {(strangers.Count - before == 1 ? "it" : "them")}; the newest is about drift {newest.DriftId}");
        }
    }

    private void Add(DecisionRow decision, string sentence) => faults.Add(new AuditFault(null, DateTimeOffset.FromUnixTimeMilliseconds(decision.DecidedAt), sentence));
}
