using DriftStream.Core.Judging;
using DriftStream.Ledger;
using Microsoft.Extensions.Options;

namespace DriftStream.Gaps;

/// <summary>Tells the head of the audit chain once a day, where the user wants that: what was told elsewhere shows later whether rows were cut off.</summary>
internal sealed partial class HeadNotes(LedgerWriter ledger, IOptions<LedgerOptions> options, TimeProvider clock, ILogger<HeadNotes> logger) : BackgroundService
{
    // The ledger knows which day was told, so that neither a new start nor a second process tells it again.
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.Value.TellHead && !stoppingToken.IsCancellationRequested)
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

    /// <summary>Has the head of now told, unless one of this day was; nothing where there is no chain.</summary>
    internal Task NoteAsync(CancellationToken cancellation) => ledger.InTurnAsync(
        turn =>
        {
            var (now, head) = (clock.GetUtcNow(), LedgerKnowledge.NewestLink(turn.Connection, turn.Transaction));
            if (head.Number > 0)
            {
                NoticeRows.Add(turn, Of($"{head}", now), now);
            }

            return true;
        },
        cancellation);

    private static Notice Of(string head, DateTimeOffset now) => new(
        StableId.From("N-", "audit-head", $"{now:yyyy-MM-dd}"),
        Severity.Info,
        $"Audit chain: head {head}",
        $"Keep this message. driftstream audit --verify --head {head} tells whether rows of the ledger up to {now:yyyy-MM-dd HH:mm} UTC were cut off or altered since.");

    [LoggerMessage(1640, LogLevel.Warning, "The head of the audit chain could not be told: {Reason}")]
    private partial void NotNoted(string reason, Exception failure);
}
