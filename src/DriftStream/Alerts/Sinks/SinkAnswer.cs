namespace DriftStream.Alerts.Sinks;

/// <summary>What became of one message to a sink.</summary>
/// <param name="Outcome">What to do with what was told.</param>
/// <param name="Detail">Why, in words without addresses and secrets.</param>
/// <param name="RetryAfter">How long the service asks to wait; null where it does not say.</param>
internal sealed record SinkAnswer(SinkOutcome Outcome, string Detail, TimeSpan? RetryAfter = null)
{
    /// <summary>Where the message stands, so that it can be edited; null where it cannot.</summary>
    public MessagePlace? Place { get; init; }

    /// <summary>What the operator can do about a refusal; null where nothing is known.</summary>
    public string? Remedy { get; init; }

    /// <summary>The service has it.</summary>
    public static SinkAnswer Ok { get; } = new(SinkOutcome.Taken, "ok");

    /// <summary>Reason and remedy in one line, as health shows it.</summary>
    public string Reason => Remedy is null ? Detail : $"{Detail}: {Remedy}";
}

/// <summary>What to do after a service's answer.</summary>
internal enum SinkOutcome
{
    /// <summary>The service has it.</summary>
    Taken,

    /// <summary>Too fast: everything for this channel waits, and the attempt does not count.</summary>
    TooFast,

    /// <summary>The service or the way to it is down: try again later.</summary>
    TryAgain,

    /// <summary>No later attempt can go better.</summary>
    Refused,
}
