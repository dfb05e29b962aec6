using System.Diagnostics;
using DriftStream.Alerts.Sinks;
using DriftStream.Telemetry;

namespace DriftStream.Alerts;

/// <summary>Follows each attempt to send an alert: its span, its outcome, and how long after the call in AWS it arrived.</summary>
internal sealed class AlertWatch(Signals signals)
{
    /// <summary>An attempt begins.</summary>
    public WatchedAlert Begin(string sink, News news)
    {
        var finding = (news as DriftNews)?.Occasion.Finding;
        return new(signals, sink, signals.Send(sink, news.Id, finding?.Drift, finding?.Event.Id), finding?.Event.Time);
    }
}

/// <summary>One attempt to send an alert.</summary>
internal sealed record WatchedAlert(Signals Signals, string Sink, Activity? Span, DateTimeOffset? Happened) : IDisposable
{
    /// <summary>The sink answered, or did not.</summary>
    public void Tell(SinkOutcome outcome) => Signals.Sent(
        Span,
        Sink,
        outcome switch
        {
            SinkOutcome.Taken => "taken",
            SinkOutcome.TooFast => "too-fast",
            SinkOutcome.TryAgain => "try-again",
            _ => "refused",
        },
        Happened);

    /// <inheritdoc/>
    public void Dispose() => Span?.Dispose();
}
