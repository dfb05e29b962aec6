using DriftStream.Alerts;
using DriftStream.Alerts.Lanes;
using DriftStream.Alerts.Sinks;
using DriftStream.Core.Judging;
using DriftStream.Ledger;
using DriftStream.Tests.Ledger;
using DriftStream.Tests.LocalAws;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Alerts;

/// <summary>Two processes at one lane, each with a clock of its own: a clock that stands still is a process that was killed.</summary>
public abstract class LaneTakeoverSuite
{
    private static readonly AlertLane Lane = new("slack", "");

    private readonly ManualTime _first = new();
    private readonly ManualTime _second = new();

    private protected abstract Task<LedgerUnderTest> OpenAsync();

    [Fact]
    public async Task What_a_killed_process_was_telling_is_told_by_another_within_three_seconds()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync(Buckets.Judge, clock: _first);
        using var stuck = new Place();
        using var free = new Place();
        free.Answer();
        using var mine = Queue(ledger, _first);
        using var others = Queue(ledger, _second);
        var (first, second) = (Worker(ledger, mine, stuck, _first, "first"), Worker(ledger, others, free, _second, "second"));
        await process.RecordAsync(Buckets.Set(1, severity: Severity.Critical));
        var telling = first.StepAsync(4, TestContext.Current.CancellationToken);
        stuck.Told.Count.ShouldBe(1);

        for (var seconds = 0; seconds < 3; seconds++)
        {
            (await second.StepAsync(4, TestContext.Current.CancellationToken)).ShouldBeNull();
            free.Told.ShouldBeEmpty();
            _second.Advance(TimeSpan.FromSeconds(1));
        }

        await second.StepAsync(4, TestContext.Current.CancellationToken);

        free.Told.ShouldBe(stuck.Told);
        ledger.Ask<string>("select owner from alert_lane").ShouldBe("second");
        stuck.Answer();
        await telling;
    }

    [Fact]
    public async Task A_lane_stays_with_a_process_that_lives_however_long_a_message_takes_and_however_wrong_a_clock_is()
    {
        using var ledger = await OpenAsync();
        await using var process = await ledger.StartAsync(Buckets.Judge, clock: _first);
        using var slow = new Place();
        using var free = new Place();
        free.Answer();
        _second.Advance(TimeSpan.FromHours(1));
        using var mine = Queue(ledger, _first);
        using var others = Queue(ledger, _second);
        var (first, second) = (Worker(ledger, mine, slow, _first, "first"), Worker(ledger, others, free, _second, "second"));
        await process.RecordAsync(Buckets.Set(1));
        await process.RecordAsync(Buckets.Set(2));
        var telling = first.StepAsync(4, TestContext.Current.CancellationToken);
        await _first.AskedAsync(LaneWorker.Beat, TestContext.Current.CancellationToken);

        for (var seconds = 0; seconds < 30; seconds++)
        {
            _first.Advance(LaneWorker.Beat);
            await _first.AskedAsync(LaneWorker.Beat, TestContext.Current.CancellationToken);
            _second.Advance(LaneWorker.Beat);
            (await second.StepAsync(4, TestContext.Current.CancellationToken)).ShouldBeNull();
        }

        slow.Answer();
        await telling;
        await first.StepAsync(4, TestContext.Current.CancellationToken);

        slow.Told.Count.ShouldBe(2);
        free.Told.ShouldBeEmpty();
    }

    private static AlertQueue Queue(LedgerUnderTest ledger, ManualTime clock) => new(ledger.Database(clock), clock);

    private static LaneWorker Worker(LedgerUnderTest ledger, AlertQueue queue, Place place, ManualTime clock, string owner) => new(
        Lane,
        place,
        new(new(queue, new DigestQueue(queue, clock), new AlertStories(queue)), AlertContext.Empty, clock, new LaneLog(ledger.Log.For<LaneLog>()), new AlertWatch(new(clock)), owner));

    /// <summary>A place that takes messages, and answers when the test lets it.</summary>
    private sealed class Place : IAlertSink, IDisposable
    {
        private readonly TaskCompletionSource<SinkAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "slack";

        public SinkTraits Traits { get; } = new();

        public List<string> Told { get; } = [];

        public Task<SinkAnswer?> LookAsync(CancellationToken cancellation) => Task.FromResult<SinkAnswer?>(null);

        public Task<SinkAnswer> TellAsync(News news, CancellationToken cancellation)
        {
            Told.Add(news.Id);
            return _answer.Task;
        }

        public void Answer() => _answer.TrySetResult(new(SinkOutcome.Taken, "ok"));

        public void Dispose() => Answer();
    }
}
