using System.Runtime.CompilerServices;
using DriftStream.Core.Judging;
using DriftStream.Ledger;
using DriftStream.Ledger.Lives;

namespace DriftStream.Web;

/// <summary>Fills pages and streams from the ledger.</summary>
internal sealed class LedgerSource(LedgerQueries queries, LifeQueries lives, FindingFeed feed, LedgerWriter writer, TimeProvider clock)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The source; the health of queue and states comes from whoever knows it.</summary>
    public LiveSource With(Func<QueueHealth?> queue, Func<StatesHealth> states, bool hasAlerts) => new(
        Listen,
        (limit, _) => Task.FromResult(Newest(limit)),
        _ => Task.FromResult(Count()),
        _ => Task.FromResult(Check(queue(), states(), hasAlerts)));

    private async IAsyncEnumerable<HeardFinding> Listen([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var subscription = feed.Subscribe();
        await foreach (var item in subscription.ReadAllAsync(cancellation))
        {
            yield return new(item.Finding.Finding, item.Missed);
        }
    }

    private IReadOnlyList<SeenFinding> Newest(int limit) => [.. queries.NewestFindings(limit).Select(f => new SeenFinding(f.Finding, f.RecordedAt, LifeOf(f.Finding)))];

    private DriftLife? LifeOf(Finding finding) =>
        finding.Drift is { } id && queries.FindDrift(id) is { } drift
            ? new(drift.OpenedAt, drift.OpenedEvent, drift.End?.At, drift.End?.EventId)
            : null;

    private DriftCounts Count()
    {
        var since = clock.GetUtcNow() - Day;
        return new(queries.OpenDrifts(), queries.ResolvedSince(since), queries.NotShownSince(since));
    }

    private DetectionHealth Check(QueueHealth? queue, StatesHealth states, bool hasAlerts)
    {
        try
        {
            var outbox = queries.Outbox();
            var (judged, last) = queries.Judged();
            return new(queue, states, new(judged, last, null), hasAlerts ? new(outbox.Waiting, outbox.Dead, outbox.LastDeadReason) : null, writer.Problem)
            {
                Ignoring = new(0, queries.SwallowedSince(clock.GetUtcNow() - Day), []),
                Applies = lives.AppliesSince(clock.GetUtcNow() - Day),
            };
        }
        catch (LedgerUnavailableException unavailable)
        {
            return new(queue, states, new(0, null, null), null, unavailable.Message);
        }
    }
}
