using System.Text.Json.Serialization;
using DriftStream.Ledger.Lives;

namespace DriftStream.Web.Drifts;

/// <summary>Who decides what about a drift, and why.</summary>
/// <param name="By">Who decides it.</param>
/// <param name="Reason">Why; needed to ignore.</param>
/// <param name="Until">Until when it holds; needed to snooze and to ignore.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DecisionRequest(string? By, string? Reason, DateTimeOffset? Until)
{
    /// <summary>The decision about one drift.</summary>
    public DriftDecision About(string drift, DecisionKind kind) => new(drift, kind, By ?? "", null, Reason, Until);
}

/// <summary>One decision about many drifts.</summary>
/// <param name="Action"><c>acknowledge</c>, <c>snooze</c> or <c>ignore</c>.</param>
/// <param name="Drifts">Their ids.</param>
/// <param name="By">Who decides it.</param>
/// <param name="Reason">Why; needed to ignore.</param>
/// <param name="Until">Until when it holds; needed to snooze and to ignore.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ManyDecisionsRequest(string? Action, IReadOnlyList<string>? Drifts, string? By, string? Reason, DateTimeOffset? Until);

/// <summary>What became of a decision about many drifts.</summary>
/// <param name="Results">One for each drift, in the order asked.</param>
internal sealed record ManyDecisionsAnswer(IReadOnlyList<DecisionResult> Results);

/// <summary>What became of the decision about one drift.</summary>
/// <param name="Drift">The drift's id.</param>
/// <param name="Done">It holds now, or did before.</param>
/// <param name="Problem">Why not; null where it does.</param>
internal sealed record DecisionResult(string Drift, bool Done, string? Problem);
