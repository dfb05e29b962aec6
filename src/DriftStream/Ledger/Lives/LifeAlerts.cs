using DriftStream.Core.Judging;

namespace DriftStream.Ledger.Lives;

/// <summary>What people are told of drifts that no event changed: with the last thing that was said of them.</summary>
internal sealed class LifeAlerts(LedgerTurn turn, RouteAlert route, DateTimeOffset now)
{
    /// <summary>The rows that tell of a drift.</summary>
    /// <param name="drift">The drift as it is afterwards.</param>
    /// <param name="kind">Why it is told.</param>
    /// <param name="occasion">What tells this time from others of its kind.</param>
    /// <param name="note">What happened, in a sentence without a full stop.</param>
    public IReadOnlyList<AlertRow> Of(DriftRecord drift, AlertKind kind, string occasion, string note)
    {
        if (turn.LastFinding(drift.Id) is not { } last)
        {
            return [];
        }

        var open = drift.IsOpen ? turn.Deviations.Of(drift.Place).Count(d => d.IsOpen && d.Drift == drift.Id) : 0;
        var told = new AlertOccasion(StableId.From("A-", drift.Id, kind.ToString(), occasion), last.Finding, drift, open) { Kind = kind, Note = note };
        return Of(told, findingNumber: null);
    }

    /// <summary>The rows of an occasion.</summary>
    /// <param name="occasion">What is told.</param>
    /// <param name="findingNumber">The number of its finding; null where it has none of its own, and the drift's last one is meant.</param>
    public IReadOnlyList<AlertRow> Of(AlertOccasion occasion, long? findingNumber) =>
        [.. AlertRow.Of(occasion, findingNumber, findingNumber ?? turn.LastNumber, now, route(occasion))];
}
