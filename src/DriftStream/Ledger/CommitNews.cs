using DriftStream.Core.Judging;

namespace DriftStream.Ledger;

/// <summary>Tells the log, the live feed and the sender of alerts what a commit brought.</summary>
internal sealed partial class CommitNews(LedgerDatabase database, FindingFeed feed, OutboxSignal outbox, ILogger logger)
{
    /// <summary>Tells of what one turn wrote.</summary>
    public void Tell(IReadOnlyList<LedgerEntry> written)
    {
        foreach (var row in written.SelectMany(entry => entry.Findings))
        {
            Log(row.Recorded.Finding);
            // Where several processes write, the feed follows the table, which holds all of them in one order.
            if (!database.IsShared)
            {
                feed.Publish(row.Recorded);
            }
        }

        if (written.Any(entry => entry.Alerts.Count > 0))
        {
            outbox.Raise();
        }
    }

    private void Log(Finding finding)
    {
        var about = finding.Resource?.Address ?? finding.Resource?.Type;
        if (finding.Verdict.IsShown())
        {
            Found(finding.Event.Id, finding.Verdict.Word(), finding.Severity.Word(), about, finding.Drift);
        }
        else if (finding.Rule is null)
        {
            Kept(finding.Event.Id, finding.Event.Name, finding.Verdict.Word());
        }

        if (finding.Rule is not null)
        {
            Swallowed(finding.Event.Id, finding.Rule, finding.Verdict == Verdict.Ignored ? "swallowed it" : "took changes out of it", about);
        }
    }

    [LoggerMessage(1201, LogLevel.Information, "Event {EventId}: {Verdict}, {Severity}, on {Address} (drift {Drift})")]
    private partial void Found(string eventId, string verdict, string severity, string? address, string? drift);

    [LoggerMessage(1202, LogLevel.Debug, "Event {EventId} ({EventName}) is kept as {Verdict}")]
    private partial void Kept(string eventId, string eventName, string verdict);

    [LoggerMessage(1205, LogLevel.Information, "Event {EventId}: ignore rule {Rule} {Deed}, on {Address}")]
    private partial void Swallowed(string eventId, string rule, string deed, string? address);
}
