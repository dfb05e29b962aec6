using DriftStream.Configuration;

namespace DriftStream.States;

/// <summary>Keeps the snapshot fresh: looks at the files every few seconds and reads them again when one was written.</summary>
internal sealed partial class StateRefresh(StateSnapshot states, LockFiles locks, TimeProvider clock, ILogger<StateRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Reads the states before anything that needs them is started.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await states.LoadAsync(cancellationToken);
        locks.Look();
        Tell();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RefreshAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end. Where another part failed to start, the host would report it as this one's failure.
            return;
        }
    }

    private async Task RefreshAsync(CancellationToken stopping)
    {
        try
        {
            // Locks first: a state that is written while one is held belongs to that apply.
            locks.Look();
            if (await states.RefreshAsync(stopping))
            {
                Tell();
            }
        }
        catch (Exception failure) when (failure is UsageException or IOException or UnauthorizedAccessException)
        {
            NotRefreshed(failure.Message);
        }
    }

    private void Tell()
    {
        Read(states.Index.States.Count, states.Index.Count);
        foreach (var problem in states.Problems)
        {
            Problem(problem);
        }
    }

    [LoggerMessage(1400, LogLevel.Information, "States are loaded: {States}, with resources: {Resources}")]
    private partial void Read(int states, int resources);

    [LoggerMessage(1401, LogLevel.Warning, "{Problem}")]
    private partial void Problem(string problem);

    [LoggerMessage(1402, LogLevel.Warning, "The states cannot be read again, so the ones known before stay in use: {Reason}")]
    private partial void NotRefreshed(string reason);
}
