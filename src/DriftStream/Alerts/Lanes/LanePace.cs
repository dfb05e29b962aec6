namespace DriftStream.Alerts.Lanes;

/// <summary>How fast a lane may go: a message per interval, one slot kept for critical ones, and nothing while the service asks to wait.</summary>
internal sealed class LanePace(TimeSpan interval)
{
    private DateTimeOffset _pausedUntil;
    private DateTimeOffset _next;
    private DateTimeOffset _nextCritical;

    /// <summary>Since when nothing is sent, as the service asks.</summary>
    public DateTimeOffset PausedUntil => _pausedUntil;

    /// <summary>When the next message may go.</summary>
    public DateTimeOffset Next => Later(_next, _pausedUntil);

    /// <summary>When the next critical message may go: the slot of the others is open to it, too.</summary>
    public DateTimeOffset NextCritical => Later(_nextCritical < _next ? _nextCritical : _next, _pausedUntil);

    /// <summary>A message went.</summary>
    public void Went(DateTimeOffset at, bool critical)
    {
        if (critical && at < _next)
        {
            _nextCritical = at + interval;
        }
        else
        {
            _next = at + interval;
        }
    }

    /// <summary>The service asks to wait.</summary>
    public void Pause(DateTimeOffset until) => _pausedUntil = Later(_pausedUntil, until);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
