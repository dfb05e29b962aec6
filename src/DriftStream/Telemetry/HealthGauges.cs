using System.Diagnostics.Metrics;

namespace DriftStream.Telemetry;

/// <summary>Metrics of how the service does at the moment; looked up now and then, so that collecting them never waits.</summary>
internal sealed partial class HealthGauges(Signals signals, ReadHealth read, TimeProvider clock, ILogger<HealthGauges> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private volatile HealthReading _last = new();

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        Create(signals.Meter);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await ReadAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end. Where another part failed to start, the host would report it as this one's failure.
            return;
        }
    }

    // What cannot be looked up for once, as a queue that does not answer in time, is no reason to end the service.
    private async Task ReadAsync(CancellationToken stopping)
    {
        try
        {
            _last = await read(stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            NotRead(failure.Message, failure);
        }
    }

    private void Create(Meter meter)
    {
        meter.CreateObservableGauge("driftstream.queue.age", () => Known(_last.QueueAge), "s", "How old the newest message was when it was taken");
        meter.CreateObservableGauge("driftstream.queue.in_flight", () => _last.InFlight, "{message}", "Messages that are being worked on");
        meter.CreateObservableGauge("driftstream.alerts.waiting", () => _last.AlertsWaiting, "{alert}", "Alerts not sent yet");
        meter.CreateObservableGauge("driftstream.alerts.dead", () => _last.AlertsDead, "{alert}", "Alerts given up");
        meter.CreateObservableGauge(
            "driftstream.state.age",
            () => _last.States.Select(s => new Measurement<double>(s.Age.TotalSeconds, new KeyValuePair<string, object?>("driftstream.state", s.State))),
            "s",
            "How long ago each state was written");
        meter.CreateObservableGauge(
            "driftstream.problems",
            () => _last.Problems.Select(p => new Measurement<int>(p.Count, new KeyValuePair<string, object?>("driftstream.part", p.Part))),
            "{problem}",
            "What is wrong at the moment, by part; /readyz says it in words");
    }

    private static IEnumerable<Measurement<double>> Known(TimeSpan? time) => time is { } known ? [new(known.TotalSeconds)] : [];

    [LoggerMessage(1800, LogLevel.Warning, "Metrics of health stay as they were, for they cannot be looked up: {Reason}")]
    private partial void NotRead(string reason, Exception failure);
}
