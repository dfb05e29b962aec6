namespace DriftStream.Alerts.Sinks;

/// <summary>What every sink needs besides its own settings.</summary>
/// <param name="Context">What alerts show.</param>
/// <param name="Clients">How services are reached.</param>
/// <param name="Clock">The time.</param>
internal sealed record SinkParts(AlertContext Context, SinkClients Clients, TimeProvider Clock)
{
    /// <summary>A way to one service with a time limit.</summary>
    public SinkHttp Http(TimeSpan limit) => new(Clients, Clock, limit);
}
