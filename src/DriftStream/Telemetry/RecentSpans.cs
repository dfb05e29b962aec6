using System.Diagnostics;

namespace DriftStream.Telemetry;

/// <summary>The spans that events came with, for alerts that tell of them a moment later; the oldest are forgotten.</summary>
internal sealed class RecentSpans
{
    // An alert usually leaves within milliseconds; in a storm it waits behind others.
    private const int Most = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ActivityContext> _spans = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Keeps the span of an event; one that is none is not kept.</summary>
    public void Note(string eventId, ActivityContext span)
    {
        lock (_gate)
        {
            if (span == default || !_spans.TryAdd(eventId, span))
            {
                return;
            }

            _order.Enqueue(eventId);
            if (_order.Count > Most)
            {
                _spans.Remove(_order.Dequeue());
            }
        }
    }

    /// <summary>The span that an event came with; none where it is not known, or where the event came to another process.</summary>
    public ActivityContext Of(string? eventId)
    {
        lock (_gate)
        {
            return eventId is null ? default : _spans.GetValueOrDefault(eventId);
        }
    }
}
