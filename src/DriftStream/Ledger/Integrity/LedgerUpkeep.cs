using Microsoft.Extensions.Options;

namespace DriftStream.Ledger.Integrity;

/// <summary>Once a day: removes what is older than <c>Ledger:Retention</c>, and notes the chain's head in the log, outside the ledger.</summary>
internal sealed partial class LedgerUpkeep(LedgerWriter writer, AuditQueries queries, IOptions<LedgerOptions> options, TimeProvider clock, ILogger<LedgerUpkeep> logger)
    : BackgroundService
{
    // Few enough that events behind it do not wait for long.
    private const int RowsAtOnce = 200;
    private static readonly TimeSpan Rhythm = TimeSpan.FromDays(1);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when everything was looked after once.</summary>
    internal Task DoneOnce => _done.Task;

    /// <summary>Removes what is too old.</summary>
    /// <returns>How many judged events are gone.</returns>
    internal async Task<int> RemoveOldAsync(CancellationToken cancellation)
    {
        if (options.Value.RetentionTime is not { } time)
        {
            return 0;
        }

        var before = clock.GetUtcNow() - time;
        var (events, more) = (0, true);
        while (more)
        {
            var removal = await writer.InTurnAsync(turn => new RetentionTurn(turn).Remove(before, RowsAtOnce), cancellation);
            (events, more) = (events + removal.Events, removal.HasMore);
        }

        return events;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await TidyAsync(stoppingToken);
                _done.TrySetResult();
                await Task.Delay(Rhythm, clock, stoppingToken);
                NoteHead();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end. Where another part failed to start, the host would report it as this one's failure.
            return;
        }
    }

    private async Task TidyAsync(CancellationToken cancellation)
    {
        try
        {
            if (await RemoveOldAsync(cancellation) is > 0 and var removed)
            {
                Removed(removed, options.Value.Retention!);
            }
        }
        catch (LedgerUnavailableException failure)
        {
            Postponed(failure.Message);
        }
    }

    // The writer noted it at the start.
    private void NoteHead()
    {
        try
        {
            if (queries.Head() is { Number: > 0 } head)
            {
                Noted($"{head}");
            }
        }
        catch (LedgerUnavailableException failure)
        {
            Postponed(failure.Message);
        }
    }

    [LoggerMessage(1212, LogLevel.Information, "Audit chain: head {Head}")]
    private partial void Noted(string head);

    [LoggerMessage(1213, LogLevel.Information, "{Events} events older than Ledger:Retention ({Retention}) were removed from the ledger")]
    private partial void Removed(int events, string retention);

    [LoggerMessage(1214, LogLevel.Warning, "The ledger's upkeep is put off to tomorrow: {Reason}")]
    private partial void Postponed(string reason);
}
