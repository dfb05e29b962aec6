namespace DriftStream.Telemetry;

/// <summary>Reads how the service does, for whoever collects metrics.</summary>
internal delegate Task<HealthReading> ReadHealth(CancellationToken cancellation);

/// <summary>How the service does at one moment.</summary>
internal sealed record HealthReading
{
    /// <summary>How old the newest message was when it was taken; null where none was.</summary>
    public TimeSpan? QueueAge { get; init; }

    /// <summary>Messages that are being worked on.</summary>
    public int InFlight { get; init; }

    /// <summary>Alerts not sent yet.</summary>
    public long AlertsWaiting { get; init; }

    /// <summary>Alerts given up.</summary>
    public long AlertsDead { get; init; }

    /// <summary>How old each state is.</summary>
    public IReadOnlyList<(string State, TimeSpan Age)> States { get; init; } = [];

    /// <summary>How many problems each part has.</summary>
    public IReadOnlyList<(string Part, int Count)> Problems { get; init; } = [];
}
