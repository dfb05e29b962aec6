using DriftStream.Configuration;
using DriftStream.Core.Judging;
using DriftStream.Gaps;
using DriftStream.Ingest;
using DriftStream.Ledger;
using DriftStream.Telemetry;
using DriftStream.Tests.Ledger;
using DriftStream.Tests.LocalAws;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Shouldly;

namespace DriftStream.Tests.Gaps;

/// <summary>A ledger, an event history and whoever catches up from the one into the other.</summary>
internal sealed class CatchUpPlace : IAsyncDisposable
{
    private readonly LedgerUnderTest _ledger;
    private readonly CloudTrailClients _clients;
    private readonly Signals _signals;

    private CatchUpPlace(LedgerUnderTest ledger, LedgerProcess process, LocalAwsServer aws, SkippingTime time, GapOptions options, string own)
    {
        (_ledger, Process, Aws, Time) = (ledger, process, aws, time);
        Queries = new(ledger.Database());
        _clients = new(Options.Create(options), _ => Task.FromResult(own), (region, role) =>
        {
            Roles.Add(role);
            return History.Client(aws, region);
        });
        _signals = new(time);
        var pipeline = new DriftPipeline(process.Writer, new CurrentSettings(new JudgeSettings()), _signals, NullLogger<DriftPipeline>.Instance, _ => Heard++);
        Worker = new(process.Writer, Queries, _clients, async (records, cancellation) => (await pipeline.ProcessPastAsync(records, cancellation)).Judged, time, ledger.Log.For<CatchUp>());
    }

    public LedgerProcess Process { get; }

    public LocalAwsServer Aws { get; }

    public SkippingTime Time { get; }

    public GapQueries Queries { get; }

    public CatchUp Worker { get; }

    /// <summary>The roles that clients were made with.</summary>
    public List<string?> Roles { get; } = [];

    /// <summary>How many events were heard as if they had come by themselves.</summary>
    public int Heard { get; private set; }

    public IReadOnlyList<string> Judged => _ledger.All<string>("select event_id from processed_event order by event_id");

    public IReadOnlyList<string> JudgedInOrder => _ledger.All<string>("select event_id from finding order by id");

    public static async Task<CatchUpPlace> OpenAsync(GapOptions? options = null, string own = History.Account)
    {
        var time = new SkippingTime(History.Start);
        var ledger = new LedgerFile();
        return new(ledger, await ledger.StartAsync(clock: time), await LocalAwsServer.StartAsync(time), time, options ?? new(), own);
    }

    public Task OrderAsync(TimeSpan ago, TimeSpan length, FeedPlace? place = null) => Process.Writer.InTurnAsync(
        turn => CatchUpRows.Add(turn, place ?? History.Place, History.Start - ago, History.Start - ago + length, "a test asked for it"), CancellationToken.None);

    public CatchUpJob Job() => Queries.CatchUps(DateTimeOffset.UnixEpoch).ShouldHaveSingleItem();

    public async ValueTask DisposeAsync()
    {
        Worker.Dispose();
        _clients.Dispose();
        _signals.Dispose();
        await Process.DisposeAsync();
        await Aws.DisposeAsync();
        _ledger.Dispose();
    }
}
