namespace DriftStream.Ledger;

/// <summary>Where several processes write one ledger: gives the live feed what all of them record, in the order of the findings' numbers.</summary>
internal sealed class FeedFollower(LedgerDatabase database, LedgerQueries queries, FindingFeed feed, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Unavailable = TimeSpan.FromSeconds(3);
    private const int AtOnce = 256;
    private readonly TaskCompletionSource _following = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long? _last;

    /// <summary>Completes when everything recorded from now on will be in the feed.</summary>
    internal Task Following => _following.Task;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (database.IsShared && !stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Next(), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A turn's findings are numbered before anybody else can commit, so no number appears below one that was seen.
    private TimeSpan Next()
    {
        try
        {
            var last = _last ??= queries.LastNumber();
            _following.TrySetResult();
            foreach (var finding in queries.FindingsAfter(last, AtOnce))
            {
                feed.Publish(finding);
                _last = finding.Number;
            }

            return Poll;
        }
        catch (LedgerUnavailableException)
        {
            // The writer says so in the log; the feed goes on where it was.
            return Unavailable;
        }
    }
}
