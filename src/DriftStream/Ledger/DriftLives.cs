using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;

namespace DriftStream.Ledger;

/// <summary>What one judged event does to drifts: opened, changed or ended.</summary>
internal sealed class DriftLives(Judgement judgement, CloudTrailEvent change, Func<string, DriftRecord?> find)
{
    /// <summary>The drifts that are not what they were, as they are after the event.</summary>
    public IReadOnlyList<DriftRecord> After(DeviationBook before)
    {
        var drifts = new Dictionary<string, DriftRecord>();
        foreach (var finding in judgement.Findings.Where(f => f.Drift is not null && f.Verdict.IsShown() && !judgement.IsLate(f)))
        {
            if (Lived(finding, drifts) is { } drift)
            {
                drifts[drift.Id] = drift;
            }
        }

        foreach (var ended in EndedWithoutFinding(before).Where(id => !drifts.ContainsKey(id)))
        {
            if (find(ended) is { IsOpen: true } drift)
            {
                drifts[ended] = Ended(drift, judgement.Findings.Count > 0 ? judgement.Findings[0].Actor.Name : null);
            }
        }

        return [.. drifts.Values];
    }

    /// <summary>How many differences of a drift are left after an event.</summary>
    public static int OpenIn(Judgement judgement, string? drift) => drift is null
        ? 0
        : judgement.Changed.Sum(address => judgement.Deviations.Of(address).Count(d => d.IsOpen && d.Drift == drift));

    /// <summary>The lineage of the state that a finding names; empty where the event changed nothing of it.</summary>
    public static string LineageOf(Judgement judgement, Finding finding) =>
        judgement.Changed.FirstOrDefault(a => a.State == finding.Resource?.State && a.Address == finding.Resource?.Address).Lineage ?? "";

    private DriftRecord? Lived(Finding finding, Dictionary<string, DriftRecord> sofar)
    {
        var known = sofar.GetValueOrDefault(finding.Drift!) ?? find(finding.Drift!);
        if (finding.Verdict != Verdict.Reverted)
        {
            return known is null ? DriftRecord.StartedBy(finding, LineageOf(judgement, finding)) : known.ChangedBy(finding);
        }

        return known is null ? null
            : OpenIn(judgement, finding.Drift) == 0 ? Ended(known, finding.Actor.Name)
            : known with { LastChangeAt = change.Time, LastEvent = change.Id };
    }

    private DriftRecord Ended(DriftRecord drift, string? by) =>
        (drift with { LastChangeAt = change.Time, LastEvent = change.Id }).EndedBy(new(change.Time, change.Id, by));

    private IEnumerable<string> EndedWithoutFinding(DeviationBook before) =>
        judgement.Changed
            .SelectMany(before.Of)
            .Where(d => d.IsOpen)
            .Select(d => d.Drift)
            .Distinct()
            .Where(id => OpenIn(judgement, id) == 0);
}
