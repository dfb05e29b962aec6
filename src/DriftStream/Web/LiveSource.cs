using DriftStream.Core.Judging;

namespace DriftStream.Web;

/// <summary>Where pages and streams get what they show; filled from the ledger in one place.</summary>
/// <param name="Listen">Findings from now on, after they are committed.</param>
/// <param name="Newest">The newest findings that are shown by default, at most so many, in any order.</param>
/// <param name="Count">How many drifts are open, and what was seen without being shown.</param>
/// <param name="Check">How detection itself does.</param>
internal sealed record LiveSource(
    Func<CancellationToken, IAsyncEnumerable<HeardFinding>> Listen,
    Func<int, CancellationToken, Task<IReadOnlyList<SeenFinding>>> Newest,
    Func<CancellationToken, Task<DriftCounts>> Count,
    Func<CancellationToken, Task<DetectionHealth>> Check)
{
    /// <summary>What people call the accounts, by id; an account without a name is shown by its id.</summary>
    public IReadOnlyDictionary<string, string> AccountNames { get; init; } = new Dictionary<string, string>();
}

/// <summary>A finding as it happens.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="MissedBefore">How many were dropped before it, because this listener was too slow.</param>
internal sealed record HeardFinding(Finding Finding, int MissedBefore = 0);

/// <summary>A finding and what became of its drift.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Received">When it was recorded.</param>
/// <param name="Life">The life of its drift; null where no drift is concerned.</param>
internal sealed record SeenFinding(Finding Finding, DateTimeOffset Received, DriftLife? Life);

/// <summary>From when to when a drift was open.</summary>
/// <param name="Opened">When the event that opened it happened.</param>
/// <param name="OpenedBy">That event's id.</param>
/// <param name="Ended">When the event that ended it happened; null while it is open.</param>
/// <param name="EndedBy">That event's id; null where no event ended it, e.g. because the state caught up.</param>
internal sealed record DriftLife(DateTimeOffset Opened, string OpenedBy, DateTimeOffset? Ended = null, string? EndedBy = null);

/// <summary>Drifts in numbers.</summary>
/// <param name="Open">Open drifts by severity; severities without one may be absent.</param>
/// <param name="ResolvedLastDay">How many ended in the last 24 hours.</param>
/// <param name="NotShownLastDay">Events of the last 24 hours whose verdict is not shown by default.</param>
internal sealed record DriftCounts(
    IReadOnlyDictionary<Severity, int> Open,
    int ResolvedLastDay,
    IReadOnlyDictionary<Verdict, long> NotShownLastDay);
