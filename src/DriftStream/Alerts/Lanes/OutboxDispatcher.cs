using DriftStream.Alerts.Routing;
using DriftStream.Alerts.Sinks;
using DriftStream.Ledger;
using Microsoft.Extensions.Options;

namespace DriftStream.Alerts.Lanes;

/// <summary>Sends what waits in the outbox: at least once, each drift's in order, every lane at its own pace.</summary>
internal sealed class OutboxDispatcher(AlertSinks sinks, OutboxSignal signal, IOptionsMonitor<AlertOptions> options, LaneParts parts) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Failed = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private readonly Dictionary<AlertLane, OutboxSignal> _lanes = [];
    private readonly List<Task> _work = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (sinks.All.Count == 0)
        {
            parts.Log.NotConfigured();
        }

        // The service's end waits for messages under way, for a while: a message that is given up may be sent twice.
        using var giveUp = new CancellationTokenSource();
        await using var end = stoppingToken.Register(() => giveUp.CancelAfter(Grace));
        await LoopAsync("the outbox", () => Task.FromResult(OpenLanes(stoppingToken, giveUp.Token)), signal, stoppingToken);
        await Task.WhenAll(_work);
        Leave();
    }

    private TimeSpan? OpenLanes(CancellationToken stopping, CancellationToken giveUp)
    {
        foreach (var lane in parts.Ledger.Queue.Lanes())
        {
            if (sinks.Find(lane.Sink) is not { } sink)
            {
                parts.Log.SetAside(parts.Ledger.Queue.Skip(lane, $"no sink is called {lane.Sink} any more"), lane);
            }
            else if (!_lanes.ContainsKey(lane))
            {
                Open(lane, sink, stopping, giveUp);
            }
        }

        foreach (var raised in _lanes.Values)
        {
            raised.Raise();
        }

        return null;
    }

    private void Open(AlertLane lane, IAlertSink sink, CancellationToken stopping, CancellationToken giveUp)
    {
        var raised = _lanes[lane] = new();
        var worker = new LaneWorker(lane, sink, parts);
        _work.Add(Task.Run(() => LoopAsync(lane.ToString(), () => worker.StepAsync(options.CurrentValue.DigestFrom, giveUp), raised, stopping), CancellationToken.None));
    }

    private async Task LoopAsync(string name, Func<Task<TimeSpan?>> step, OutboxSignal raised, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var rest = await step();
                if (rest != TimeSpan.Zero)
                {
                    await raised.WaitAsync(rest is { } known && known < Poll ? known : Poll, parts.Clock, stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                parts.Log.Stumbled(name, failure.Message, failure);
                await Task.Delay(Failed, parts.Clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Leave()
    {
        try
        {
            parts.Ledger.Queue.Leave(parts.Owner);
        }
        catch (LedgerUnavailableException unavailable)
        {
            // The leases end by themselves.
            parts.Log.Stumbled("the outbox", unavailable.Message, unavailable);
        }
    }
}
