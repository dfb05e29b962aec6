using DriftStream.Ingest;
using DriftStream.States;
using DriftStream.Telemetry;
using DriftStream.Web;

namespace DriftStream.Commands;

/// <summary>Reads how the service does, for metrics, from the parts that know.</summary>
internal static class HealthReadings
{
    /// <summary>The reader of a service.</summary>
    public static ReadHealth Of(IServiceProvider services)
    {
        var queue = services.GetRequiredService<QueueStatus>();
        var states = services.GetRequiredService<StateSnapshot>();
        var source = services.GetRequiredService<LiveSource>();
        var clock = services.GetRequiredService<TimeProvider>();
        return async cancellation =>
        {
            var health = await source.Check(cancellation);
            return new()
            {
                QueueAge = queue.Behind,
                InFlight = queue.InFlight,
                AlertsWaiting = health.Alerts?.Waiting ?? 0,
                AlertsDead = health.Alerts?.Dead ?? 0,
                States = [.. states.Ages.Select(s => (s.Name, clock.GetUtcNow() - s.Written))],
                Problems = [.. Readiness.Of(health).Select(check => (check.Name, check.Ready ? 0 : 1))],
            };
        };
    }
}
