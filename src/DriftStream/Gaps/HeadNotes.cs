using DriftStream.Aws.S3;
using DriftStream.Core.Judging;
using DriftStream.Ledger;
using DriftStream.Ledger.Integrity;
using Microsoft.Extensions.Options;

namespace DriftStream.Gaps;

/// <summary>
/// Notes the head of the audit chain once a day outside of the ledger, where the user wants that: told as a notice, laid into a bucket.
/// What was noted elsewhere shows later whether rows were cut off.
/// </summary>
internal sealed partial class HeadNotes(
    LedgerWriter ledger, LedgerDatabase database, HeadBucket? bucket, IOptions<LedgerOptions> options, TimeProvider clock, ILogger<HeadNotes> logger) : BackgroundService
{
    // The ledger and the bucket know which day was noted, so that neither a new start nor a second process does it again.
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private DateOnly? _laid;

    /// <inheritdoc/>
    public override void Dispose()
    {
        bucket?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while ((options.Value.TellHead || bucket is not null) && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await NoteAsync(stoppingToken);
                await Task.Delay(Interval, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                NotNoted(failure.Message, failure);
                await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Notes the head of now, unless one of this day was noted; nothing where there is no chain.</summary>
    internal async Task NoteAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var head = await ledger.InTurnAsync(turn => Tell(turn, now), cancellation);
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        if (bucket is null || head.Number == 0 || _laid == day || database.AuditKey is not { } key)
        {
            return;
        }

        try
        {
            if (await bucket.NoteAsync(head, key.Id, now, cancellation))
            {
                Laid($"{head}", bucket.Place);
            }

            _laid = day;
        }
        catch (Exception failure) when (S3Faults.IsOne(failure) && !cancellation.IsCancellationRequested)
        {
            NotLaid(bucket.Place, S3Faults.Sentence(failure, "s3:PutObject"));
        }
    }

    private AuditHead Tell(LedgerTurn turn, DateTimeOffset now)
    {
        var head = LedgerKnowledge.NewestLink(turn.Connection, turn.Transaction);
        if (options.Value.TellHead && head.Number > 0)
        {
            NoticeRows.Add(turn, Of($"{head}", now), now);
        }

        return head;
    }

    private static Notice Of(string head, DateTimeOffset now) => new(
        StableId.From("N-", "audit-head", $"{now:yyyy-MM-dd}"),
        Severity.Info,
        $"Audit chain: head {head}",
        $"Keep this message. driftstream audit --verify --head {head} tells whether rows of the ledger up to {now:yyyy-MM-dd HH:mm} UTC were cut off or altered since.");

    [LoggerMessage(1641, LogLevel.Warning, "The head of the audit chain could not be told: {Reason}")]
    private partial void NotNoted(string reason, Exception failure);

    [LoggerMessage(1642, LogLevel.Information, "The head {Head} of the audit chain was laid into {Place}")]
    private partial void Laid(string head, string place);

    [LoggerMessage(1643, LogLevel.Warning, "The head of the audit chain could not be laid into {Place}: {Reason}. It is tried again in an hour")]
    private partial void NotLaid(string place, string reason);
}
