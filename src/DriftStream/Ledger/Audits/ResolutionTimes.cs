using Dapper;
using DriftStream.Ledger.Integrity;

namespace DriftStream.Ledger.Audits;

/// <summary>How long drifts were open, and which still are, for one group of them.</summary>
internal sealed class ResolutionTimes
{
    private readonly List<TimeSpan> _resolved = [];

    /// <summary>How many were brought back by an event.</summary>
    public int Reverted { get; private set; }

    /// <summary>How many the state took over.</summary>
    public int Adopted { get; private set; }

    /// <summary>How many ended with their resource, or with its place in a state.</summary>
    public int Gone { get; private set; }

    /// <summary>How many have ended.</summary>
    public int Resolved => _resolved.Count;

    /// <summary>How many are open still.</summary>
    public int Open { get; private set; }

    /// <summary>How long the oldest of those is open; null where none is.</summary>
    public TimeSpan? Oldest { get; private set; }

    /// <summary>The mean time of those that have ended; null where none has.</summary>
    public TimeSpan? Mean => Resolved == 0 ? null : TimeSpan.FromSeconds(_resolved.Average(time => time.TotalSeconds));

    /// <summary>The time within which a share of those that have ended did so; null where none has.</summary>
    /// <param name="share">From 0 to 1; the nearest rank counts.</param>
    public TimeSpan? Within(double share) => Resolved == 0 ? null : _resolved.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(share * Resolved) - 1));

    /// <summary>Takes a drift.</summary>
    public void Take(TrackedTime drift, DateTimeOffset now)
    {
        if (drift.Resolved is not { } resolved)
        {
            Open++;
            Oldest = Later(Oldest ?? TimeSpan.Zero, now - drift.Opened);
            return;
        }

        // A state can be read before the event that it answers arrives.
        _resolved.Add(Later(resolved - drift.Opened, TimeSpan.Zero));
        Reverted += drift.How == DriftEndKind.Reverted ? 1 : 0;
        Adopted += drift.How == DriftEndKind.Adopted ? 1 : 0;
        Gone += drift.How is DriftEndKind.Unmanaged or DriftEndKind.Replaced ? 1 : 0;
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}

/// <summary>When a drift was opened and how it ended.</summary>
/// <param name="Opener">The finding that opened it.</param>
/// <param name="Opened">When.</param>
/// <param name="Resolved">When it ended; null while it is open.</param>
/// <param name="How">In which way.</param>
internal sealed record TrackedTime(AuditFinding Opener, DateTimeOffset Opened, DateTimeOffset? Resolved, DriftEndKind How);

/// <summary>Reads how long drifts were open.</summary>
internal sealed class ResolutionQueries(LedgerDatabase database, TeamOf teams)
{
    /// <summary>Gives every drift to a reader, by the time at which it was opened.</summary>
    /// <param name="filter">Which of them, by the finding that opened each.</param>
    /// <param name="take">The reader.</param>
    public void ReadAll(FindingFilter filter, Action<TrackedTime> take) => database.Ask(connection =>
    {
        var conditions = FindingConditions.Of(filter, connection);
        conditions.Add("f.event_id = d.opened_event and f.late = @late", "late", 0);
        foreach (var opener in new FindingBatches(conditions, AuditDetail.Finding, AuditOrder.FirstHappened, connection).Read().Select(row => row.ToFinding(teams)).Where(filter.Fits))
        {
            var drift = connection.QueryFirst<DriftRow>($"select {DriftRow.Columns} from drift where id = @id", new { id = opener.Finding.Drift }).ToRecord();
            take(new(opener, drift.OpenedAt, drift.End?.At, drift.End?.How ?? DriftEndKind.Reverted));
        }

        return true;
    });
}
