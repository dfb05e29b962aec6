using DriftStream.Core.Matching;

namespace DriftStream.Ledger.Lives;

/// <summary>Keeps drifts up to date without events: when states change, when a hold or a decision ends.</summary>
internal sealed partial class DriftUpkeep(
    LedgerWriter writer, LifeQueries queries, StatesOfNow states, HoldBook holds, RouteAlert route, TimeProvider clock, ILogger<DriftUpkeep> logger) : BackgroundService
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private StateIndex? _compared;

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        var (before, after) = (_compared, states());
        if (!ReferenceEquals(before, after))
        {
            // What changed while nobody ran is found by comparing with the first states, too.
            var ended = await writer.InTurnAsync(turn => Life(turn).Recompare(before ?? after, after), cancellation);
            _compared = after;
            Told(ended);
        }

        var now = clock.GetUtcNow();
        if (queries.HasWork(after, writer.Deviations, holds, now))
        {
            var counts = await writer.InTurnAsync(turn => Life(turn).Settle(after, holds), cancellation);
            Settled(counts.Confirmed, counts.NotChecked, counts.Findings);
        }

        if (queries.HasLapsed(now))
        {
            await writer.InTurnAsync(turn => Life(turn).EndLeases(), cancellation);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do
            {
                await TryLookAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end; what was not looked at is looked at by whoever starts next.
            return;
        }
    }

    private async Task TryLookAsync(CancellationToken stopping)
    {
        try
        {
            await LookAsync(stopping);
        }
        catch (LedgerUnavailableException failure)
        {
            NotLooked(failure.Message);
        }
    }

    private LifeTurn Life(LedgerTurn turn) => new(turn, route, clock.GetUtcNow());

    private void Told(int ended)
    {
        if (ended > 0)
        {
            Compared(ended);
        }
    }

    [LoggerMessage(1220, LogLevel.Information, "The states have changed: {Count} drifts ended or moved by it")]
    private partial void Compared(int count);

    [LoggerMessage(1221, LogLevel.Information, "Calls that were held as Terraform's: {Confirmed} confirmed by a state, {NotChecked} not checked, {Findings} told")]
    private partial void Settled(int confirmed, int notChecked, int findings);

    [LoggerMessage(1222, LogLevel.Warning, "Drifts are not compared with their states, and no hold ends, until this is over: {Reason}")]
    private partial void NotLooked(string reason);
}
