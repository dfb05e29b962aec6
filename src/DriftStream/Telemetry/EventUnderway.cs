using System.Diagnostics;

namespace DriftStream.Telemetry;

/// <summary>Where an event is between its message and the ledger; the ledger's writer works apart from whoever brought the event.</summary>
internal sealed class EventUnderway(ActivityContext parent)
{
    /// <summary>The span that the event came with.</summary>
    public ActivityContext Parent => parent;

    /// <summary>When judging ended; null before.</summary>
    public long? JudgedAt { get; private set; }

    /// <summary>The same on the clock that spans use.</summary>
    public DateTimeOffset JudgedOn { get; private set; }

    /// <summary>Judging has ended.</summary>
    public void Judged(TimeProvider clock) => (JudgedAt, JudgedOn) = (clock.GetTimestamp(), TimeProvider.System.GetUtcNow());
}
