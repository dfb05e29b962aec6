namespace DriftStream.Alerts.Interactions;

/// <summary>What somebody decided about a drift, from a message.</summary>
/// <param name="Drift">The drift's id.</param>
/// <param name="Kind">What.</param>
/// <param name="By">Who, as Slack's signed request says: <c>slack:</c>, the workspace's id, <c>/</c> and the user's id.</param>
/// <param name="Name">What people call them; not proven, for show only.</param>
/// <param name="Reason">Why; null where none was asked for.</param>
/// <param name="Until">Until when it holds; null for acknowledging.</param>
internal sealed record DriftDecision(string Drift, DecisionKind Kind, string By, string? Name, string? Reason, DateTimeOffset? Until);

/// <summary>What can be decided about a drift.</summary>
internal enum DecisionKind
{
    /// <summary>Somebody looks after it.</summary>
    Acknowledge,

    /// <summary>It is meant to be so for a while; a reminder comes if it is still open afterwards.</summary>
    Snooze,

    /// <summary>It shall not be told any more, until an end.</summary>
    Ignore,
}

/// <summary>Carries out a decision; null where it was done (also where it had been before), else one sentence for whoever pressed.</summary>
internal delegate Task<string?> CarryOutDecision(DriftDecision decision, CancellationToken cancellation);
