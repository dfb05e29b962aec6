using DriftStream.Core.Judging;

namespace DriftStream.Replay.Reports;

/// <summary>Tells in a few lines who, what and where. A handful of findings is told better by the findings themselves.</summary>
internal static class TotalsSummary
{
    private const int Handful = 5;
    private const int Named = 5;

    /// <summary>The lines; none for a handful of findings.</summary>
    public static IEnumerable<string> Lines(FindingTotals totals, IReadOnlyList<OpenDrift> open)
    {
        if (totals.Count <= Handful)
        {
            yield break;
        }

        yield return $"By severity: {string.Join(", ", Tone.All.Where(t => totals.Of(t) > 0).Select(t => $"{Tone.Name(t)} {totals.Of(t):N0}"))}.";
        yield return OpenLine(totals, open);
        yield return $"Who: {Listed(totals.Actors, t => $" ({t.ByVerdict()})")}.";
        yield return $"What: {Listed(totals.Events)}.";
        yield return $"Where: {string.Join("; ", Places(totals))}.";
        if (totals.Addresses.Count > 0)
        {
            yield return $"Most changed: {Listed(totals.Addresses)}.";
        }
    }

    /// <summary>What is left at the end.</summary>
    public static string OpenLine(FindingTotals totals, IReadOnlyList<OpenDrift> open)
    {
        if (open.Count == 0)
        {
            return "Still open at the end: no drift.";
        }

        var severities = open.GroupBy(d => totals.SeverityOf(d.Id)).OrderByDescending(g => g.Key).Select(g => $"{g.Key?.Word() ?? "of unknown severity"} {g.Count():N0}");
        return $"Still open at the end: {ReplaySummary.Count(open.Count, "drift")} ({string.Join(", ", severities)}).";
    }

    private static IEnumerable<string> Places(FindingTotals totals)
    {
        (CappedTallies Tallies, string Noun)[] places = [(totals.Accounts, "account"), (totals.Regions, "region"), (totals.States, "state")];
        return places.Where(p => p.Tallies.Count > 0).Select(p => $"{p.Noun}s {Listed(p.Tallies)}");
    }

    private static string Listed(CappedTallies tallies, Func<VerdictTally, string>? detail = null)
    {
        var most = tallies.Most(Named);
        var named = most.Select(t => $"{t.Name} {t.Total:N0}{detail?.Invoke(t)}");
        return string.Join(", ", named) + More(tallies, tallies.Count - most.Count);
    }

    private static string More(CappedTallies tallies, int rest)
    {
        var counted = tallies.Uncounted == 0 ? "" : $" (names beyond the first {tallies.Count:N0} are not told apart; they have {tallies.Uncounted:N0} findings)";
        return rest == 0 ? counted : $", and {rest:N0} more{counted}";
    }
}
