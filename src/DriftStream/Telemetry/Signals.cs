using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;

namespace DriftStream.Telemetry;

/// <summary>What the service tells about itself: spans from queue to alert, and counts and times. Costs next to nothing while nobody listens.</summary>
/// <remarks>Names follow OpenTelemetry's conventions; docs/operations.md lists them. No tag ever holds a secret or a webhook's address.</remarks>
internal sealed class Signals : IDisposable
{
    /// <summary>The name of the source of spans and of the meter.</summary>
    public const string Name = "DriftStream";

    private const string EventIdTag = "event.id";
    private readonly ActivitySource _source = new(Name);
    private readonly ConditionalWeakTable<CloudTrailEvent, EventUnderway> _underway = [];
    private readonly RecentSpans _recent = new();
    private readonly TimeProvider _clock;
    private readonly Counter<long> _messages;
    private readonly Counter<long> _events;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _alerts;
    private readonly Histogram<double> _judging;
    private readonly Histogram<double> _commit;
    private readonly Histogram<double> _toVerdict;
    private readonly Histogram<double> _toAlert;

    /// <summary>Signals of one service.</summary>
    public Signals(TimeProvider clock)
    {
        _clock = clock;
        _messages = Meter.CreateCounter<long>("driftstream.messages", "{message}", "Messages taken, by where they came from and what became of them");
        _events = Meter.CreateCounter<long>("driftstream.events", "{event}", "Events judged, by verdict; one that touches several addresses counts once for each");
        _dropped = Meter.CreateCounter<long>("driftstream.events.dropped", "{event}", "Items that were not judged, by reason");
        _alerts = Meter.CreateCounter<long>("driftstream.alerts", "{alert}", "Attempts to send an alert, by outcome");
        _judging = Duration("driftstream.judge.duration", "How long judging one event takes");
        _commit = Duration("driftstream.ledger.commit.duration", "From the end of judging until the event is durable in the ledger");
        _toVerdict = Duration("driftstream.verdict.delay", "From the call in AWS to its verdict in the ledger");
        _toAlert = Duration("driftstream.alert.delay", "From the call in AWS to the alert that tells of it");
    }

    /// <summary>The meter, for what is read when it is asked for.</summary>
    public Meter Meter { get; } = new(Name);

    /// <summary>A message is taken from a queue or over HTTP.</summary>
    /// <param name="system">As OpenTelemetry calls it: <c>aws_sqs</c>, <c>http</c>.</param>
    /// <param name="destination">The queue's name or the path.</param>
    /// <param name="messageId">What the queue calls the message; null where it has no name.</param>
    public Activity? Receive(string system, string destination, string? messageId) =>
        _source.StartActivity($"process {destination}", ActivityKind.Consumer)?
            .SetTag("messaging.system", system)
            .SetTag("messaging.operation.type", "process")
            .SetTag("messaging.destination.name", destination)
            .SetTag("messaging.message.id", messageId);

    /// <summary>What became of a message.</summary>
    /// <param name="span">The span of the message.</param>
    /// <param name="system">Where it came from.</param>
    /// <param name="problem">The kind of failure, never its text, which may quote what a stranger sent; null where there was none.</param>
    public void Received(Activity? span, string system, string? problem)
    {
        _messages.Add(1, new("messaging.system", system), new("driftstream.outcome", problem is null ? "taken" : "failed"));
        if (problem is not null)
        {
            span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", problem);
        }
    }

    /// <summary>An event goes to the ledger; its later spans belong to the span of this moment.</summary>
    public void Begin(CloudTrailEvent change)
    {
        if (_source.HasListeners() || _commit.Enabled)
        {
            _underway.AddOrUpdate(change, new(Activity.Current?.Context ?? default));
        }
    }

    /// <summary>An event was not judged.</summary>
    public void Dropped(string reason) => _dropped.Add(1, new KeyValuePair<string, object?>("driftstream.reason", reason));

    /// <summary>Judges an event within a span of its own, wherever the judging happens.</summary>
    public Judgement Judge(CloudTrailEvent change, Func<Judgement> judge)
    {
        if (!_underway.TryGetValue(change, out var underway))
        {
            return judge();
        }

        using var span = _source.StartActivity("judge", ActivityKind.Internal, underway.Parent);
        var begun = _clock.GetTimestamp();
        var judgement = judge();
        underway.Judged(_clock);
        _recent.Note(change.Id, underway.Parent);
        _judging.Record(_clock.GetElapsedTime(begun).TotalSeconds);
        span?.SetTag(EventIdTag, change.Id).SetTag("driftstream.event.name", change.Name)
            .SetTag("driftstream.verdict", judgement.Findings.Count > 0 ? judgement.Findings[0].Verdict.Word() : null)
            .SetTag("driftstream.drift.id", judgement.Findings.Select(f => f.Drift).FirstOrDefault(d => d is not null));
        return judgement;
    }

    /// <summary>The ledger held the event already.</summary>
    public void Repeated() => Count(Verdict.Duplicate, Severity.Info);

    /// <summary>An event is durable in the ledger.</summary>
    public void Committed(CloudTrailEvent change, IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
        {
            Count(finding.Verdict, finding.Severity);
        }

        if (_underway.TryGetValue(change, out var underway) && underway.JudgedAt is { } judged)
        {
            _source.StartActivity("commit", ActivityKind.Internal, underway.Parent, [new(EventIdTag, change.Id)], null, underway.JudgedOn)?.Dispose();
            _commit.Record(_clock.GetElapsedTime(judged).TotalSeconds);
            _toVerdict.Record(Math.Max(0, (_clock.GetUtcNow() - change.Time).TotalSeconds));
        }
    }

    /// <summary>Whether anybody listens to spans or counts of alerts, so that what they need is worth looking up.</summary>
    public bool HearsAlerts => _source.HasListeners() || _toAlert.Enabled;

    /// <summary>
    /// An alert is being sent. Its span belongs to the one that the event came with; where the event came to another process, or before
    /// a restart, it is a trace of its own, and both carry <c>event.id</c>.
    /// </summary>
    public Activity? Send(string sink, string alertId, string? drift, string? eventId) =>
        _source.StartActivity($"send {sink}", ActivityKind.Producer, _recent.Of(eventId))?
            .SetTag(EventIdTag, eventId)
            .SetTag("driftstream.alert.id", alertId)
            .SetTag("driftstream.drift.id", drift)
            .SetTag("driftstream.sink", sink);

    /// <summary>What became of sending an alert.</summary>
    /// <param name="span">The span of sending it.</param>
    /// <param name="sink">The kind of sink.</param>
    /// <param name="outcome">One of few words: <c>taken</c>, <c>too-fast</c>, <c>try-again</c>, <c>refused</c>.</param>
    /// <param name="happened">When the event happened that it tells of; null where that is not known.</param>
    public void Sent(Activity? span, string sink, string outcome, DateTimeOffset? happened)
    {
        _alerts.Add(1, new("driftstream.sink", sink), new("driftstream.outcome", outcome));
        span?.SetTag("driftstream.outcome", outcome).SetStatus(outcome == "taken" ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
        if (outcome == "taken" && happened is { } at)
        {
            _toAlert.Record(Math.Max(0, (_clock.GetUtcNow() - at).TotalSeconds), new KeyValuePair<string, object?>("driftstream.sink", sink));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _source.Dispose();
        Meter.Dispose();
    }

    private void Count(Verdict verdict, Severity severity) =>
        _events.Add(1, new("driftstream.verdict", verdict.Word()), new("driftstream.severity", severity.Word()));

    private Histogram<double> Duration(string name, string description) => Meter.CreateHistogram<double>(name, "s", description);
}
