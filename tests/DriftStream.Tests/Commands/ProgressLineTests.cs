using DriftStream.Commands;
using DriftStream.Replay;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Commands;

public sealed class ProgressLineTests
{
    [Fact]
    public void A_terminal_is_told_when_something_changed_and_is_left_clean()
    {
        var (clock, errors, progress) = (new PressedClock(), new StringWriter(), Began());
        var line = ProgressLine.Of(progress, Around(errors, clock));

        clock.Tick(TimeSpan.FromMilliseconds(500));
        clock.Tick(TimeSpan.FromMilliseconds(100));
        progress.FileRead();
        clock.Tick(TimeSpan.FromMilliseconds(100));
        line.Dispose();
        clock.Tick(TimeSpan.FromSeconds(1));

        errors.ToString().ShouldBe("\r\u001b[KRead 0 % of 2 files, 0 findings\r\u001b[KRead 50 % of 2 files, 0 findings\r\u001b[K");
        clock.Period.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public void A_short_replay_shows_no_line_at_all()
    {
        var errors = new StringWriter();

        ProgressLine.Of(Began(), Around(errors, new PressedClock())).Dispose();

        errors.ToString().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, "xterm")]
    [InlineData(true, "dumb")]
    public void Elsewhere_nothing_is_told(bool isTerminal, string terminal)
    {
        var (clock, errors) = (new PressedClock(), new StringWriter());
        using var line = ProgressLine.Of(Began(), Around(errors, clock) with { ErrorIsTerminal = isTerminal, Environment = new Dictionary<string, string> { ["TERM"] = terminal } });

        clock.Tick(TimeSpan.FromSeconds(10));

        errors.ToString().ShouldBeEmpty();
    }

    private static ReplayProgress Began()
    {
        var progress = new ReplayProgress();
        progress.Expect(2, null);
        return progress;
    }

    private static Surroundings Around(TextWriter errors, TimeProvider clock) => new()
    {
        In = Stream.Null,
        Out = TextWriter.Null,
        Error = errors,
        Time = clock,
        Folder = "/",
        Environment = new Dictionary<string, string>(),
        ErrorIsTerminal = true,
        ErrorWidth = () => 80,
    };

    /// <summary>A clock whose timers fire when they are told to.</summary>
    private sealed class PressedClock : TimeProvider
    {
        private TimerCallback _callback = _ => { };
        private long _now;

        public TimeSpan Period { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_callback, Period) = (callback, period);
            return new Nothing();
        }

        public void Tick(TimeSpan after)
        {
            _now += after.Ticks;
            _callback(null);
        }

        private sealed class Nothing : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
