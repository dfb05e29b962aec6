using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Tests.Judging;
using DriftStream.OpenData;

namespace DriftStream.Accuracy;

/// <summary>The labelled real log, judged against the states that it belongs to.</summary>
internal static class RealLog
{
    public static IReadOnlyList<Figure> Figures(string data)
    {
        var events = OpenRecords.Read(data, "raw_files/invictus");
        var labels = RealLogLabels.Read(Path.Combine(data, "pairs", "invictus_pairs_open.json"));
        var states = OpenRecords.ReadStates(Path.Combine(data, "pairs", "states"));
        var all = CorpusRun.Of(new("", [], events, states, [], null), events).Findings;
        var shown = all.Where(f => f.Verdict.IsShown()).ToList();
        var raised = shown.Where(f => f.Verdict != Verdict.Reverted).Select(f => f.Event.Id).ToHashSet();
        var byTerraform = labels.ByTerraform.ToHashSet();
        var wanted = labels.Labels.Where(l => l.IsShown).ToList();
        return
        [
            new("precision", "findings that are right (precision)", Count(shown, f => wanted.Any(l => Fits(l, f)))) { Peers = Peer.Precision },
            new("recall", "labelled changes that are found (recall)", Count(wanted, l => shown.Any(f => Fits(l, f)))) { Peers = Peer.Recall },
            new("labels", "labelled events judged as their labels say", Count(labels.Labels, l => all.Any(f => Fits(l, f)))),
            new("terraform", "calls of Terraform that raise something", Count(events.Where(e => byTerraform.Contains(e.Id)), e => raised.Contains(e.Id))) { Peers = Peer.OwnApplies, IsFault = true },
            new("refused", "calls refused by AWS that raise something", Count(events.Where(IsRefused), e => raised.Contains(e.Id))) { IsFault = true },
        ];
    }

    private static bool Fits(RealLogLabel label, Finding finding) => label.EventId == finding.Event.Id && label.Fits(finding.Verdict, finding.Resource?.Address);

    private static bool IsRefused(CloudTrailEvent change) => change.ErrorCode is not null;

    private static Share Count<T>(IEnumerable<T> all, Func<T, bool> isHit)
    {
        var list = all.ToList();
        return new(list.Count(isHit), list.Count);
    }
}
