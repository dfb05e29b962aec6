using DriftStream.Ledger;

namespace DriftStream.Gaps;

/// <summary>Tells the notices that wait in the ledger: at least once, one after the other, the worst first.</summary>
internal sealed partial class NoticeSender(LedgerWriter ledger, GapQueries queries, TellNotice tell, TimeProvider clock, ILogger<NoticeSender> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Failed = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    // What is older was seen on the page, or is no news any more.
    private static readonly TimeSpan News = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var revived = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                revived = revived || await ReviveAsync(stoppingToken);
                if (!await TellNextAsync(stoppingToken))
                {
                    await Task.Delay(Poll, clock, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Stumbled(failure.Message, failure);
                await Task.Delay(Failed, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Has notices of the last day told that were refused everywhere: a setting may have been repaired since.</summary>
    /// <returns>That it is done.</returns>
    internal async Task<bool> ReviveAsync(CancellationToken cancellation)
    {
        var since = clock.GetUtcNow() - News;
        if (queries.HasUnheard(since))
        {
            Revived(await ledger.InTurnAsync(turn => NoticeRows.Revive(turn, since), cancellation));
        }

        return true;
    }

    /// <summary>Tells one notice.</summary>
    /// <returns>Whether there was one.</returns>
    internal async Task<bool> TellNextAsync(CancellationToken cancellation)
    {
        // A turn is a write: it is taken only where there is something to do.
        if (!queries.HasNoticeDue(clock.GetUtcNow())
            || await ledger.InTurnAsync(turn => NoticeRows.Claim(turn, clock.GetUtcNow(), Lease), cancellation) is not { } waiting)
        {
            return false;
        }

        var answer = await tell(waiting.ToNotice(), cancellation);
        var wait = answer.RetryAfter ?? Backoff(waiting.Attempt);
        await ledger.InTurnAsync(
            turn =>
            {
                NoticeRows.Mark(turn, waiting, answer, clock.GetUtcNow(), wait);
                return true;
            },
            CancellationToken.None);
        Tell(waiting, answer);
        return true;
    }

    private void Tell(WaitingNotice notice, NoticeAnswer answer)
    {
        if (answer.Outcome is NoticeOutcome.TryAgain or NoticeOutcome.Refused)
        {
            NotTold(notice.Id, answer.Detail, answer.Outcome == NoticeOutcome.TryAgain ? "it is tried again" : "it is given up, and stays on the page");
        }
    }

    private static TimeSpan Backoff(long attempt)
    {
        var wait = TimeSpan.FromSeconds(1 << (int)Math.Min(attempt, 12));
        return wait < LongestWait ? wait : LongestWait;
    }

    [LoggerMessage(1630, LogLevel.Warning, "Notice {Notice} was not told ({Reason}); {Then}")]
    private partial void NotTold(string notice, string reason, string then);

    [LoggerMessage(1632, LogLevel.Information, "{Count} notices that were refused before the start are told once more")]
    private partial void Revived(int count);

    [LoggerMessage(1631, LogLevel.Error, "Notices could not be told: {Reason}")]
    private partial void Stumbled(string reason, Exception failure);
}
