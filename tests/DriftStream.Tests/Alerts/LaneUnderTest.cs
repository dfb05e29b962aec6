using DriftStream.Alerts;
using DriftStream.Alerts.Bot;
using DriftStream.Alerts.Lanes;
using DriftStream.Alerts.Sinks;
using DriftStream.Core.CloudTrail;
using DriftStream.Ledger;
using DriftStream.Tests.Ledger;
using DriftStream.Tests.LocalAws;
using Microsoft.Extensions.Options;
using Xunit;

namespace DriftStream.Tests.Alerts;

/// <summary>One lane of one process over a ledger; time passes only as far as the lane asks for.</summary>
internal sealed class LaneUnderTest : IAsyncDisposable
{
    private readonly LedgerProcess _process;
    private readonly List<IDisposable> _owned = [];

    private LaneUnderTest(LedgerUnderTest ledger, LedgerProcess process, ManualTime clock, AlertLane lane, Func<SinkParts, IAlertSink> sink, AlertContext context)
    {
        (_process, Clock, Lane) = (process, clock, lane);
        Queue = new(ledger.Database(clock), clock);
        Digests = new(Queue, clock);
        Stories = new(Queue);
        // Answers come over real sockets, which know nothing of the time of the test.
        Sink = sink(new(context, new SinkClients(), TimeProvider.System));
        Worker = new(lane, Sink, new(new(Queue, Digests, Stories), context, clock, new LaneLog(ledger.Log.For<LaneLog>()), new AlertWatch(new(clock)), "test"));
        _owned.Add(Queue);
    }

    public ManualTime Clock { get; }

    public AlertLane Lane { get; }

    public IAlertSink Sink { get; }

    public LaneWorker Worker { get; }

    public AlertQueue Queue { get; }

    public DigestQueue Digests { get; }

    public AlertStories Stories { get; }

    /// <summary>From how many changes on they are told together.</summary>
    public int DigestFrom { get; init; } = 4;

    public static async Task<LaneUnderTest> OpenAsync(
        LedgerUnderTest ledger, ManualTime clock, Func<SinkParts, IAlertSink> sink, RouteAlert? route = null, Uri? publicUrl = null)
    {
        var process = await ledger.StartAsync(Buckets.Judge, route, clock);
        return new(ledger, process, clock, new("slack", ""), sink, AlertContext.Empty with { PublicUrl = publicUrl });
    }

    /// <summary>Slack's bot at a fake Slack.</summary>
    public static Func<SinkParts, IAlertSink> Bot(FakeSlack slack) => parts =>
    {
        var options = Options.Create(slack.Options);
        return new SlackBot(new SlackApi(options, parts), options, parts.Context);
    };

    /// <summary>Records changes, in their order.</summary>
    public Task RecordAsync(params IEnumerable<CloudTrailEvent> changes) => Task.WhenAll(changes.Select(_process.RecordAsync).ToList());

    /// <summary>Works until nothing is to be done any more, letting time pass as the lane asks.</summary>
    public async Task SettleAsync(TimeSpan? atMost = null)
    {
        var end = Clock.GetUtcNow() + (atMost ?? TimeSpan.FromMinutes(30));
        while (await Worker.StepAsync(DigestFrom, TestContext.Current.CancellationToken) is { } rest && Clock.GetUtcNow() + rest <= end)
        {
            Clock.Advance(rest);
        }
    }

    /// <summary>Works for a while, as long as the clock shows less.</summary>
    public async Task WorkUntilAsync(DateTimeOffset end)
    {
        while (Clock.GetUtcNow() < end)
        {
            var rest = await Worker.StepAsync(DigestFrom, TestContext.Current.CancellationToken) ?? TimeSpan.FromSeconds(1);
            Clock.Advance(rest < end - Clock.GetUtcNow() ? rest : end - Clock.GetUtcNow());
        }
    }

    public async ValueTask DisposeAsync()
    {
        _owned.ForEach(o => o.Dispose());
        (Sink as IDisposable)?.Dispose();
        await _process.DisposeAsync();
    }
}
