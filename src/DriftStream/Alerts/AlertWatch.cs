using System.Diagnostics;
using DriftStream.Ledger;
using DriftStream.Telemetry;

namespace DriftStream.Alerts;

/// <summary>Follows each attempt to send an alert: its span, its outcome, and how long after the call in AWS it arrived.</summary>
internal sealed class AlertWatch(LedgerQueries queries, Signals signals)
{
    /// <summary>An attempt begins.</summary>
    public WatchedAlert Begin(string sink, WaitingAlert alert)
    {
        var finding = signals.HearsAlerts ? queries.FindingsAfter(alert.FindingId - 1, 1) is [var found] ? found.Finding : null : null;
        return new(signals, sink, signals.Send(sink, alert.Id, alert.DriftId, finding?.Event.Id), finding?.Event.Time);
    }
}

/// <summary>One attempt to send an alert.</summary>
internal sealed record WatchedAlert(Signals Signals, string Sink, Activity? Span, DateTimeOffset? Happened) : IDisposable
{
    /// <summary>The sink answered, or did not.</summary>
    public void Tell(SlackOutcome outcome) => Signals.Sent(
        Span,
        Sink,
        outcome switch
        {
            SlackOutcome.Taken => "taken",
            SlackOutcome.TooFast => "too-fast",
            SlackOutcome.TryAgain => "try-again",
            _ => "refused",
        },
        Happened);

    /// <inheritdoc/>
    public void Dispose() => Span?.Dispose();
}
