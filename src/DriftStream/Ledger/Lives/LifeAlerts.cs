using DriftStream.Core.Judging;

namespace DriftStream.Ledger.Lives;

/// <summary>What people are told of drifts that no event changed: with the last thing that was said of them.</summary>
internal sealed class LifeAlerts(LedgerTurn turn, ComposeAlert compose, DateTimeOffset now)
{
    /// <summary>The rows that tell of a drift.</summary>
    /// <param name="drift">The drift as it is afterwards.</param>
    /// <param name="kind">Why it is told.</param>
    /// <param name="occasion">What tells this time from others of its kind.</param>
    /// <param name="note">What happened, in a sentence without a full stop.</param>
    public IReadOnlyList<AlertRow> Of(DriftRecord drift, AlertKind kind, string occasion, string note)
    {
        // One message of a drift is posted and never edited yet: what people decided is seen on the page.
        if (kind == AlertKind.Decision || turn.LastFinding(drift.Id) is not { } last)
        {
            return [];
        }

        var finding = kind == AlertKind.Resolve
            ? last.Finding with { Verdict = Verdict.Reverted, Severity = Severity.Info, Reason = note }
            : last.Finding with { Reason = note };
        var open = drift.IsOpen ? turn.Deviations.Of(drift.Place).Count(d => d.IsOpen && d.Drift == drift.Id) : 0;
        return Of(new(StableId.From("A-", drift.Id, kind.ToString(), occasion), finding, drift, open), last.Number);
    }

    /// <summary>The rows of an occasion.</summary>
    /// <param name="occasion">What is told.</param>
    /// <param name="findingNumber">The number of its finding.</param>
    public IReadOnlyList<AlertRow> Of(AlertOccasion occasion, long findingNumber) => compose(occasion) is { } body
        ? [new(occasion.AlertId, findingNumber, occasion.Finding.Drift, occasion.IsResolve ? "resolve" : "alert", body, now.ToUnixTimeMilliseconds())]
        : [];
}
