using DriftStream.Ledger;

namespace DriftStream.Gaps;

/// <summary>Judges records of the past as if they arrived now; those that the ledger holds are left out.</summary>
/// <returns>How many were new.</returns>
internal delegate Task<int> RecordPast(ReadOnlyMemory<byte> records, CancellationToken cancellation);

/// <summary>Fetches the events of gaps from CloudTrail, slice by slice from the oldest on, and goes on after a restart where it was.</summary>
internal sealed partial class CatchUp(
    LedgerWriter ledger, GapQueries queries, CloudTrailClients clients, RecordPast record, TimeProvider clock, ILogger<CatchUp> logger) : BackgroundService
{
    /// <summary>How far back CloudTrail's event history goes.</summary>
    public static readonly TimeSpan History = TimeSpan.FromDays(90);

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Slice = TimeSpan.FromMinutes(15);

    // The whole of it only fits if the first slices do not fall out of the history while they are asked for.
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);
    private readonly CatchUpLookup _lookup = new(clock);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await DoNextAsync(stoppingToken))
                {
                    await Task.Delay(Poll, clock, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Stumbled(failure.Message, failure);
                await Task.Delay(Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Catches one time up, as far as it goes.</summary>
    /// <returns>Whether one was due.</returns>
    internal async Task<bool> DoNextAsync(CancellationToken cancellation)
    {
        if (!queries.HasCatchUpDue(clock.GetUtcNow())
            || await ledger.InTurnAsync(turn => CatchUpRows.Claim(turn, clock.GetUtcNow()), cancellation) is not { } job)
        {
            return false;
        }

        job = Within(job with { Problem = null });
        Begun(job.Place, job.From, job.Until, job.Reason);
        try
        {
            await WorkAsync(job, cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested && CatchUpFaults.Of(failure, job.Place) is { } known)
        {
            await StopAsync(await ReadAsync(job, cancellation), known, cancellation);
        }

        return true;
    }

    private async Task WorkAsync(CatchUpJob job, CancellationToken cancellation)
    {
        if (await clients.ForAsync(job.Place, cancellation) is not { } client)
        {
            await StopAsync(job, CatchUpFaults.NoWay(job.Place), cancellation);
            return;
        }

        while (job.From < job.Until)
        {
            var end = job.From + Slice < job.Until ? job.From + Slice : job.Until;
            var (file, count) = await _lookup.FetchAsync(client, job.From, end, cancellation);
            var judged = count == 0 ? 0 : await record(file, cancellation);
            job = await SaveAsync(
                job with
                {
                    FromAt = end.ToUnixTimeMilliseconds(),
                    Fetched = job.Fetched + count,
                    Judged = job.Judged + judged,
                    NextAt = (clock.GetUtcNow() + CatchUpRows.Lease).ToUnixTimeMilliseconds(),
                },
                cancellation);
        }

        job = await SaveAsync(job with { DoneAt = clock.GetUtcNow().ToUnixTimeMilliseconds() }, cancellation);
        Done(job.Place, job.Until, job.Fetched, job.Judged);
    }

    private CatchUpJob Within(CatchUpJob job)
    {
        var oldest = clock.GetUtcNow() - History + Margin;
        return job.From >= oldest ? job : job with
        {
            FromAt = Math.Min(oldest.ToUnixTimeMilliseconds(), job.UntilAt),
            Problem = $"CloudTrail keeps events for 90 days: what is older than {Duration.At(oldest)} has to be judged from the archive, with: driftstream replay",
        };
    }

    // Slices that were done before the failure are in the ledger.
    private Task<CatchUpJob> ReadAsync(CatchUpJob job, CancellationToken cancellation) =>
        ledger.InTurnAsync(turn => CatchUpRows.Read(turn, job.Id) ?? job, cancellation);

    private async Task StopAsync(CatchUpJob job, (string Sentence, TimeSpan Wait) why, CancellationToken cancellation)
    {
        await SaveAsync(job with { Problem = why.Sentence, NextAt = (clock.GetUtcNow() + why.Wait).ToUnixTimeMilliseconds() }, cancellation);
        Stopped(job.Place, why.Sentence);
    }

    private Task<CatchUpJob> SaveAsync(CatchUpJob job, CancellationToken cancellation) => ledger.InTurnAsync(
        turn =>
        {
            CatchUpRows.Save(turn, job);
            return job;
        },
        cancellation);

    [LoggerMessage(1620, LogLevel.Information, "Catching up {Place} from {From} to {Until}: {Reason}")]
    private partial void Begun(FeedPlace place, DateTimeOffset from, DateTimeOffset until, string reason);

    [LoggerMessage(1621, LogLevel.Information, "Caught up {Place} to {Until}: {Fetched} events fetched, {Judged} of them new")]
    private partial void Done(FeedPlace place, DateTimeOffset until, long fetched, long judged);

    [LoggerMessage(1622, LogLevel.Warning, "{Place} is not caught up: {Reason}")]
    private partial void Stopped(FeedPlace place, string reason);

    [LoggerMessage(1623, LogLevel.Error, "Catching up failed: {Reason}; it is tried again")]
    private partial void Stumbled(string reason, Exception failure);
}
