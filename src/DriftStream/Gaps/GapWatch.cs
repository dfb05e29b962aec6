using DriftStream.Core.Feeds;
using DriftStream.Core.Judging;
using DriftStream.Ledger;
using Microsoft.Extensions.Options;

namespace DriftStream.Gaps;

/// <summary>Looks every minute whether DriftStream sees what it should, and makes news of it where it does not.</summary>
internal sealed partial class GapWatch(
    LedgerWriter ledger, FeedEars ears, GapSenses senses, IOptions<GapOptions> options, TimeProvider clock, ILogger<GapWatch> logger) : BackgroundService
{
    private readonly GapFinder _finder = new(options.Value);
    private readonly GapBook _book = new(options.Value);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LookEvery, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
                await timer.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Stumbled(failure.Message, failure);
                await Task.Delay(options.Value.LookEvery, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Looks once.</summary>
    internal async Task LookAsync(CancellationToken cancellation)
    {
        var queue = await senses.Queue(cancellation);
        senses.Feed.Guard(queue.Parts);
        var heard = await ledger.InTurnAsync(Exchange, cancellation);
        ears.Learn(heard);

        var moment = new Moment(clock.GetUtcNow(), queue, senses.States(), heard, ears.LastApplied());
        var found = _finder.Find(moment);
        Tell(await ledger.InTurnAsync(turn => Record(turn, moment, found), cancellation));
    }

    // Each process hears a part of the events; the ledger has the whole.
    private Dictionary<FeedPlace, Rhythm> Exchange(LedgerTurn turn)
    {
        var known = RhythmRows.Load(turn);
        foreach (var (place, mine) in ears.Heard())
        {
            var before = known.GetValueOrDefault(place);
            var both = before?.With(mine) ?? mine;
            if (before is null || both.Last != before.Last || both.Heard != before.Heard)
            {
                RhythmRows.Save(turn, place, both);
                known[place] = both;
            }
        }

        return known;
    }

    private GapChanges Record(LedgerTurn turn, Moment moment, IReadOnlyList<Gap> found)
    {
        var changes = _book.Update(turn, found, moment.Heard, moment.Now);
        foreach (var place in options.Value.CatchUp ? changes.Ended.Where(gap => gap is { IsSilence: true, Place: not null }) : [])
        {
            CatchUpRows.Add(turn, place.Place!.Value, place.Began, moment.Heard[place.Place.Value].Last, "it was silent");
        }

        if (moment.Queue.Problem is null)
        {
            NoteStandstill(turn, moment);
            GapRows.MarkAlive(turn, moment.Now);
        }

        return changes;
    }

    private void NoteStandstill(LedgerTurn turn, Moment moment)
    {
        if (GapRows.AliveAt(turn) is not { } alive || moment.Now - alive <= options.Value.CatchUpAfter)
        {
            return;
        }

        StoodStill(alive, moment.Now);
        foreach (var place in options.Value.CatchUp ? moment.Heard.Keys : [])
        {
            CatchUpRows.Add(turn, place, alive, moment.Now, "DriftStream stood still");
        }

        var then = options.Value.CatchUp && moment.Heard.Count > 0
            ? $"Their events are read from the queue as far as it kept them, and fetched from CloudTrail for {moment.Heard.Count} known {(moment.Heard.Count == 1 ? "place" : "places")}."
            : "Their events are read from the queue as far as it kept them.";
        NoticeRows.Add(
            turn,
            new(StableId.From("N-", "standstill", $"{alive.ToUnixTimeMilliseconds()}"), Severity.Medium, $"DriftStream saw nothing for {Duration.Of(moment.Now - alive)}",
                $"From {Duration.At(alive)} to {Duration.At(moment.Now)} it did not run, or could not read its queue; alerts of changes in that time come now. {then}"),
            moment.Now);
    }

    private void Tell(GapChanges changes)
    {
        foreach (var gap in changes.Opened)
        {
            Opened(gap.Headline, gap.Sentence);
        }

        foreach (var gap in changes.Ended)
        {
            Ended(gap.Sentence);
        }
    }

    [LoggerMessage(1600, LogLevel.Warning, "{Headline}. {Sentence}")]
    private partial void Opened(string headline, string sentence);

    [LoggerMessage(1601, LogLevel.Information, "A gap is over: {Sentence}")]
    private partial void Ended(string sentence);

    [LoggerMessage(1602, LogLevel.Warning, "Nothing was seen from {From} to {Until}")]
    private partial void StoodStill(DateTimeOffset from, DateTimeOffset until);

    [LoggerMessage(1603, LogLevel.Error, "Gaps could not be looked for: {Reason}")]
    private partial void Stumbled(string reason, Exception failure);
}

/// <summary>Where the watch looks.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="States">The states.</param>
/// <param name="Feed">What guards the feed.</param>
internal sealed record GapSenses(LookAtQueue Queue, LookAtStates States, FeedWatch Feed);
