using DriftStream.Core.Judging;
using DriftStream.Ledger.Integrity;

namespace DriftStream.Ledger.Audits;

/// <summary>A drift that was open at some moment.</summary>
/// <param name="Opened">The finding that opened it.</param>
/// <param name="Last">The last finding of it by then.</param>
/// <param name="Differences">What differed then.</param>
/// <param name="Drift">What became of it; null where it was only learnt afterwards and never was a drift of its own.</param>
internal sealed record OpenThen(AuditFinding Opened, Finding Last, IReadOnlyList<Change> Differences, DriftRecord? Drift)
{
    /// <summary>It in the shape of a finding: the event and the actor that opened it, and what differed then.</summary>
    public AuditFinding AsFinding() => Opened with
    {
        Finding = Opened.Finding with { Verdict = Last.Verdict == Verdict.Reverted ? Opened.Finding.Verdict : Last.Verdict, Resource = Last.Resource, Changes = Differences, Reason = Sentence() },
    };

    private string Sentence()
    {
        var since = $"open since {Shown(Opened.Finding.Event.Time)}";
        var changed = Last.Event.Id == Opened.Finding.Event.Id ? "" : $", last changed by {Last.Actor.Name ?? "somebody"} at {Shown(Last.Event.Time)} ({Last.Event.Name})";
        return Drift switch
        {
            null => $"differed from {Shown(Opened.Finding.Event.Time)} on; its event came only at {Shown(Opened.RecordedAt)}, after a newer one had decided the same, so nobody was told",
            { End: null } => $"{since}{changed}; still open",
            { End: { How: DriftEndKind.Reverted } end } => $"{since}{changed}; brought back by {end.By ?? "somebody"} at {Shown(end.At)}",
            { End: { How: DriftEndKind.Adopted } end } => $"{since}{changed}; the state took it over with serial {end.Serial} at {Shown(end.At)}",
            { End: { How: DriftEndKind.Replaced } end } => $"{since}{changed}; replaced by {end.Successor} at {Shown(end.At)}",
            { End: { } end } => $"{since}{changed}; held by no state any more since {Shown(end.At)}",
        };
    }

    private static string Shown(DateTimeOffset moment) => $"{moment.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z";
}
