using System.Threading.Channels;

namespace DriftStream.Tests.Alerts;

/// <summary>A clock that stands until a test moves it, and tells which waits were asked of it.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly Lock _moving = new();
    private readonly List<Wait> _waits = [];
    private readonly Channel<TimeSpan> _asked = Channel.CreateUnbounded<TimeSpan>();
    private DateTimeOffset _now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_moving)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var wait = new Wait(this, () => callback(state));
        wait.Change(dueTime, period);
        return wait;
    }

    /// <summary>Completes once somebody waits exactly this long.</summary>
    public async Task AskedAsync(TimeSpan wait, CancellationToken cancellation)
    {
        await foreach (var asked in _asked.Reader.ReadAllAsync(cancellation))
        {
            if (asked == wait)
            {
                return;
            }
        }
    }

    public void ForgetAsked()
    {
        while (_asked.Reader.TryRead(out _))
        {
        }
    }

    public void Advance(TimeSpan time)
    {
        List<Wait> due;
        lock (_moving)
        {
            _now += time;
            due = [.. _waits.Where(w => w.Due <= _now)];
            _waits.RemoveAll(due.Contains);
        }

        due.ForEach(w => w.Ring());
    }

    private sealed class Wait(ManualClock clock, Action ring) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._moving)
            {
                clock._waits.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    return true;
                }

                Due = clock._now + dueTime;
                clock._waits.Add(this);
            }

            clock._asked.Writer.TryWrite(dueTime);
            return true;
        }

        public void Dispose()
        {
            lock (clock._moving)
            {
                clock._waits.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
