namespace DriftStream.Tests.LocalAws;

/// <summary>Time a hundred times as fast: a second takes ten milliseconds.</summary>
internal sealed class FastTime : TimeProvider
{
    private const int Factor = 100;

    private readonly long _start = System.GetTimestamp();
    private readonly DateTimeOffset _startedAt = System.GetUtcNow();

    public override long TimestampFrequency => System.TimestampFrequency / Factor;

    public override DateTimeOffset GetUtcNow() => _startedAt + (System.GetElapsedTime(_start) * Factor);

    public override long GetTimestamp() => System.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shortened(dueTime), Shortened(period));

    private static TimeSpan Shortened(TimeSpan time) => time > TimeSpan.Zero ? time / Factor : time;
}
