using DriftStream.Configuration;
using DriftStream.Core.Judging;
using DriftStream.Gaps;
using DriftStream.Tests.Ledger;
using DriftStream.Tests.LocalAws;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace DriftStream.Tests.Gaps;

/// <summary>The watch of one process on a ledger, with a queue and states as the test says.</summary>
internal sealed class WatchPlace : IAsyncDisposable
{
    private readonly LedgerUnderTest _ledger;
    private readonly LedgerProcess _process;
    private readonly FeedEars _ears;
    private readonly GapWatch _watch;

    private WatchPlace(LedgerUnderTest ledger, LedgerProcess process, ManualTime time, GapOptions options)
    {
        (_ledger, _process, Time) = (ledger, process, time);
        Queries = new(ledger.Database());
        _ears = new(Options.Create(options), time);
        var feed = new FeedWatch(Options.Create(new FeedOptions()), new CurrentSettings(new JudgeSettings()), _ears, time, NullLogger<FeedWatch>.Instance);
        var senses = new GapSenses(_ => Task.FromResult(Queue), () => States, feed);
        _watch = new(process.Writer, _ears, senses, Options.Create(options), time, ledger.Log.For<GapWatch>());
    }

    public ManualTime Time { get; }

    public GapQueries Queries { get; }

    public QueueReading Queue { get; set; } = new() { Name = "driftstream", Waiting = 0 };

    public StatesReading States { get; set; } = new(new Dictionary<string, string>(), new Dictionary<string, DateTimeOffset>());

    public IReadOnlyList<string> Notices => _ledger.All<string>("select severity || ': ' || headline from notice order by created_at, id");

    public IReadOnlyList<string> Open => [.. Queries.Open().Select(gap => gap.Sentence)];

    public static async Task<WatchPlace> StartAsync(LedgerUnderTest ledger, ManualTime time, GapOptions? options = null) =>
        new(ledger, await ledger.StartAsync(clock: time), time, options ?? new());

    /// <summary>Events arrive from a place.</summary>
    public void Hear(string region, TimeSpan pause, TimeSpan length)
    {
        for (var at = Time.GetUtcNow() - length; at <= Time.GetUtcNow(); at += pause)
        {
            _ears.Hear(EventOf(region, at));
        }
    }

    public void Applied(string state) => _ears.Applied(state, Time.GetUtcNow());

    /// <summary>Looks, and again every minute for so long.</summary>
    public async Task LookAsync(int minutes = 0)
    {
        await _watch.LookAsync(TestContext.Current.CancellationToken);
        for (var minute = 0; minute < minutes; minute++)
        {
            Time.Advance(TimeSpan.FromMinutes(1));
            await _watch.LookAsync(TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _watch.Dispose();
        await _process.DisposeAsync();
    }

    private static Core.CloudTrail.CloudTrailEvent EventOf(string region, DateTimeOffset at) =>
        Core.CloudTrail.EventReader.Read(System.Text.Encoding.UTF8.GetBytes(History.Record("e", at, region: region)));
}
