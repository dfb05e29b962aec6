using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Ledger.Integrity;
using DriftStream.Replay;
using DriftStream.Replay.Reports;

namespace DriftStream.Commands.Auditing;

/// <summary>A page with findings and what proves them.</summary>
internal sealed class AuditHtml(TextWriter output, string asked, ShownZone zone) : IAuditOutput
{
    private readonly HtmlTable _table = new(output, "Who changed what", asked, $"Time ({zone.Name})", "Verdict", "Severity", "Who", "Where", "What", "Evidence");
    private long _count;

    public AuditDetail Detail => AuditDetail.Proof;

    public void Write(AuditFinding found)
    {
        _count++;
        var finding = found.Finding;
        _table.Row(
            HtmlCell.Of(zone.Full(finding.Event.Time)),
            HtmlCell.Of(finding.Verdict.Word()),
            HtmlCell.Of(finding.Severity.Word(), finding.Severity.Word()),
            new([ActorWords.Who(finding.Actor), .. found.Team is { } team ? [$"team {team}"] : (string[])[]]),
            new([finding.Resource?.Address ?? finding.Resource?.Id, finding.Resource?.State, $"{finding.Event.Account} {finding.Event.Region}"]),
            new([finding.Reason, .. finding.Changes.Select(Shown)]),
            new(Evidence(found)));
    }

    public void Complete() => _table.End(ReplaySummary.Count(_count, "finding") + ".");

    private static List<string?> Evidence(AuditFinding found) =>
    [
        $"{found.Finding.Event.Name} {found.Finding.Event.Id}",
        .. found.Finding.Drift is { } drift ? [drift] : (string[])[],
        .. found.Proof?.Record is { } record ? [$"record sha256 {EvidenceWriter.HashOf(record)}{(found.Proof.IsMasked ? " (masked copy)" : "")}"] : (string[])[],
        .. found.Evidence?.States.Select(state => $"state {state.Name} serial {state.Serial}") ?? [],
        .. found.Evidence?.Origin is { } origin ? [origin.Digest is { } digest ? $"{origin.File} ({digest})" : origin.File] : (string[])[],
        .. found.Proof?.Row is { } row ? [$"chain {row}:{found.Proof.Link}"] : (string[])[],
    ];

    private static string Shown(Change change) => change.Hidden ? $"{change.Path}: hidden" : $"{change.Path}: {Shown(change.Before)} → {Shown(change.After)}";

    private static string Shown(Value value) => value.IsNull ? "(none)" : value.ToString();
}
