using DriftStream.Configuration;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Feeds;
using DriftStream.Core.Judging;
using DriftStream.Ledger;
using Microsoft.Extensions.Options;

namespace DriftStream.Gaps;

/// <summary>Looks at every judged event for what it does to the feed itself; a threat is committed together with its event.</summary>
internal sealed partial class FeedWatch(IOptions<FeedOptions> feed, CurrentSettings settings, FeedEars ears, TimeProvider clock, ILogger<FeedWatch> logger)
{
    private volatile FeedParts _parts = feed.Value.Parts();

    /// <summary>What is guarded.</summary>
    public FeedParts Parts => _parts;

    /// <summary>What was found out about the queue is guarded, too.</summary>
    public void Guard(FeedParts found)
    {
        var named = feed.Value.Parts();
        _parts = named with { Queues = [.. named.Queues, .. found.Queues], Keys = found.Keys };
    }

    /// <summary>An event was judged, whatever the verdict.</summary>
    public void Look(LedgerTurn turn, CloudTrailEvent change, Judgement judgement)
    {
        if (FeedGuard.Look(change, _parts, settings.Judge.Runners) is { } threat)
        {
            var notice = new Notice(StableId.From("N-", change.Id, change.Account ?? ""), threat.Severity, threat.Headline, threat.Text);
            NoticeRows.Add(turn, notice, clock.GetUtcNow());
            Threatened(change.Id, threat.Severity.Word(), threat.Headline);
        }

        foreach (var finding in judgement.Findings.Where(f => f is { Verdict: Verdict.Terraform, Resource.State: not null }))
        {
            ears.Applied(finding.Resource!.State!, change.Time);
        }
    }

    [LoggerMessage(1610, LogLevel.Warning, "Event {EventId} ({Severity}): {Headline}")]
    private partial void Threatened(string eventId, string severity, string headline);
}
