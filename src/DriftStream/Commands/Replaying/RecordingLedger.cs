using System.Collections.Concurrent;
using DriftStream.Alerts;
using DriftStream.Alerts.Lanes;
using DriftStream.Alerts.Sinks;
using DriftStream.Configuration;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;
using DriftStream.Ledger;
using DriftStream.Network;
using DriftStream.Replay;
using DriftStream.Replay.Recording;
using DriftStream.Web;

namespace DriftStream.Commands.Replaying;

/// <summary>The configured ledger, open for what a replay finds; written by the service's own writer, with the replay's judge.</summary>
internal sealed class RecordingLedger : IAsyncDisposable
{
    private const int Batch = 512;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<CloudTrailEvent, (SessionBook Sessions, EventOrigin? Origin)> _known = new(ReferenceEqualityComparer.Instance);
    private readonly JudgeDoor _door;
    private readonly ServiceProvider _services;
    private readonly RecordSpill _spill;
    private readonly TimeProvider _time;
    private readonly Telling _telling;

    private RecordingLedger(PreparedJudging prepared, Surroundings around, Telling telling)
    {
        (_door, _time, _telling) = (prepared.Door, around.Time, telling);
        _services = Services(prepared, around, telling);
        _spill = new(Path.GetTempPath());
    }

    /// <summary>Takes what the replay judges; it is recorded at the end.</summary>
    public JudgedPast Judged => _spill.Take;

    /// <summary>Where the replay notes from which file each record came.</summary>
    public RecordOrigins Origins { get; } = new();

    private LedgerWriter Writer => _services.GetRequiredService<LedgerWriter>();

    /// <summary>Opens the ledger, before hours of judging turn out to be for nothing.</summary>
    /// <exception cref="LedgerUnavailableException">It cannot be used, or a service has it.</exception>
    /// <exception cref="UsageException">Somebody shall be told, and nobody is configured.</exception>
    public static async Task<RecordingLedger> OpenAsync(PreparedJudging prepared, Surroundings around, Telling telling, CancellationToken cancellation)
    {
        var ledger = new RecordingLedger(prepared, around, telling);
        try
        {
            ledger.RefuseIfNobodyIsConfigured();
            await ledger.Writer.StartAsync(cancellation);
            return ledger;
        }
        catch
        {
            await ledger.DisposeAsync();
            throw;
        }
    }

    /// <summary>Records what was laid aside, in its order.</summary>
    /// <param name="replayed">What was read, and held against what.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>Lines for the summary.</returns>
    public async Task<IReadOnlyList<string>> RecordAsync(ReplayRequest replayed, CancellationToken cancellation)
    {
        var (recorded, known, findings) = (0, 0, 0);
        foreach (var batch in _spill.All().Chunk(Batch))
        {
            // They wait in line in this order, and share commits.
            var receipts = await Task.WhenAll(batch.Select(item => RecordAsync(item.Record, item.Sessions, FileOf(item.Record, replayed), cancellation)));
            recorded += receipts.Count(r => r.Outcome == LedgerOutcome.Judged);
            known += receipts.Count(r => r.Outcome == LedgerOutcome.Duplicate);
            findings += receipts.Sum(r => r.Findings.Count(f => f.Verdict.IsShown()));
        }

        var place = _services.GetRequiredService<LedgerDatabase>().Place;
        var before = known == 0 ? "" : $"; it held {ReplaySummary.Count(known, "other", "N0")} before";
        string[] told = _telling == Telling.Everybody ? [await TellAsync(cancellation)] : [];
        return [$"Recorded in the ledger at {place}: {ReplaySummary.Count(recorded, "event", "N0")} with {ReplaySummary.Count(findings, "finding", "N0")}{before}.", .. told];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _spill.Dispose();
        await Writer.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    private EventOrigin? FileOf(byte[] record, ReplayRequest replayed)
    {
        if (Origins.FileOf(record) is not { } number)
        {
            return null;
        }

        var file = replayed.Files[number];
        return new(file.CanReopen ? file.Key : file.Name, replayed.Digests?.Of(file.Key).ToString().ToLowerInvariant());
    }

    private async Task<LedgerReceipt> RecordAsync(byte[] record, SessionBook sessions, EventOrigin? origin, CancellationToken cancellation)
    {
        var change = _door.Read(record);
        _known[change] = (sessions, origin);
        try
        {
            return await Writer.RecordAsync(change, cancellation);
        }
        finally
        {
            _known.TryRemove(change, out _);
        }
    }

    // What does not leave in time waits in the ledger for the service.
    private async Task<string> TellAsync(CancellationToken cancellation)
    {
        var queries = _services.GetRequiredService<LedgerQueries>();
        var before = queries.Outbox();
        var dispatcher = _services.GetServices<IHostedService>().OfType<OutboxDispatcher>().Single();
        await dispatcher.StartAsync(cancellation);
        var began = _time.GetTimestamp();
        while (queries.Outbox().Waiting > 0 && _time.GetElapsedTime(began) < Patience)
        {
            await Task.Delay(Look, _time, cancellation);
        }

        await dispatcher.StopAsync(cancellation);
        var after = queries.Outbox();
        var failed = after.Dead > before.Dead ? $", {after.Dead - before.Dead} could not be delivered ({after.LastDeadReason})" : "";
        var waiting = after.Waiting > 0 ? $", {after.Waiting} wait for the service to send them" : "";
        return $"Alerts: {ReplaySummary.Count(before.Waiting, "message", "N0")} to send{failed}{waiting}.";
    }

    private void RefuseIfNobodyIsConfigured()
    {
        if (_telling == Telling.Everybody && _services.GetRequiredService<AlertSinks>().All.Count == 0)
        {
            throw new UsageException("--notify: nobody is configured to be told. Set Slack, Webhooks, Teams, PagerDuty, Email or Sns, or leave --notify out.");
        }
    }

    private ServiceProvider Services(PreparedJudging prepared, Surroundings around, Telling telling)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(prepared.Configuration.Values)
            .AddSingleton(around.Time)
            // The sessions that the replay knew at that moment, so that what is recorded is what was printed.
            .AddSingleton<JudgeEvent>((change, deviations, known) => _door.Decide(change, deviations, _known.TryGetValue(change, out var replayed) ? replayed.Sessions : known))
            .AddSingleton<OriginOf>(change => _known.TryGetValue(change, out var replayed) ? replayed.Origin : null)
            .AddLedger()
            .PostConfigure<LedgerOptions>(options => options.Folder = around.Folder)
            .PostConfigure<NetworkOptions>(options => options.Folder = around.Folder);
        if (telling == Telling.Everybody)
        {
            var http = prepared.Configuration.Values.GetSection(HttpOptions.Section).Get<HttpOptions>();
            services.AddSingleton(new AlertContext(http?.PublicUrl, new CurrentSettings(prepared.Configuration.Core).AccountNames)).AddAlerts();
        }

        return services.BuildServiceProvider();
    }
}
