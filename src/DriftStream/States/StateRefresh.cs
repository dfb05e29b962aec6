using DriftStream.Configuration;
using DriftStream.Core.Judging;
using DriftStream.States.Windows;

namespace DriftStream.States;

/// <summary>Keeps the snapshot fresh: looks at the places every few seconds, or at once when it is woken, and reads again what was written.</summary>
internal sealed partial class StateRefresh(StateSnapshot states, ApplyWindows windows, StateWakes wakes, TimeProvider clock, ILogger<StateRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(200);

    private readonly FolderHints _hints = new(wakes);
    private IReadOnlyList<string> _told = [];
    private IReadOnlyList<string> _toldOfStates = [];

    /// <summary>Reads the states before anything that needs them is started.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var found = await states.FindAsync(cancellationToken);
        await LookAsync(found, cancellationToken);
        await states.RefreshAsync(found, cancellationToken);
        Tell();
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _hints.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await RestAsync(stoppingToken);
                await RefreshAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end. Where another part failed to start, the host would report it as this one's failure.
            return;
        }
    }

    // Processes that were started together shall not ask together for ever.
    private async Task RestAsync(CancellationToken stopping)
    {
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(Task.Delay(Interval * (1 - (Random.Shared.NextDouble() / 5)), clock, rest.Token), wakes.WaitAsync(rest.Token));
        await rest.CancelAsync();

        // One apply writes its state several times and then removes its lock.
        await Task.Delay(Burst, clock, stopping);
    }

    private async Task RefreshAsync(CancellationToken stopping)
    {
        try
        {
            states.Forget(wakes.Take());
            var found = await states.FindAsync(stopping);

            // Locks first: a state that is written while one is held belongs to that apply.
            await LookAsync(found, stopping);
            if (await states.RefreshAsync(found, stopping))
            {
                Tell();
            }
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            // Whatever a place of states comes up with, the others and the service go on.
            NotRefreshed(failure.Message);
        }
    }

    private async Task LookAsync(IReadOnlyList<FoundState> found, CancellationToken cancellation)
    {
        var before = windows.Known;
        await windows.LookAsync(found, cancellation);
        foreach (var (state, window) in windows.Known.Where(w => before.GetValueOrDefault(w.Key) != w.Value))
        {
            Tell(state, window);
        }

        foreach (var problem in windows.Problems.Except(_told))
        {
            Problem(problem);
        }

        _told = windows.Problems;
    }

    private void Tell(string state, ApplyWindow window)
    {
        if (window.Ended is { } end)
        {
            Ended(state, window.Since, end);
        }
        else
        {
            Applies(window.Who ?? "Somebody", state, window.Since);
        }
    }

    private void Tell()
    {
        Read(states.Index.States.Count, states.Index.Count);
        foreach (var problem in states.Problems.Except(_toldOfStates))
        {
            Problem(problem);
        }

        _toldOfStates = states.Problems;
        _hints.Follow(states.Sources.Select(s => s.Location));
    }

    [LoggerMessage(1400, LogLevel.Information, "States are loaded: {States}, with resources: {Resources}")]
    private partial void Read(int states, int resources);

    [LoggerMessage(1401, LogLevel.Warning, "{Problem}")]
    private partial void Problem(string problem);

    [LoggerMessage(1402, LogLevel.Warning, "The states cannot be read again, so the ones known before stay in use: {Reason}")]
    private partial void NotRefreshed(string reason);

    [LoggerMessage(1403, LogLevel.Information, "{Who} applies to state {State} since {Since:O}")]
    private partial void Applies(string who, string state, DateTimeOffset since);

    [LoggerMessage(1404, LogLevel.Information, "The apply to state {State} of {Since:O} ended at {End:O}")]
    private partial void Ended(string state, DateTimeOffset since, DateTimeOffset end);
}
