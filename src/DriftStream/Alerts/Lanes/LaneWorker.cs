using System.Security.Cryptography;
using System.Text;
using DriftStream.Alerts.Sinks;
using DriftStream.Ledger;

namespace DriftStream.Alerts.Lanes;

/// <summary>Tells one lane what waits for it: one thing at a time, marked at once, so that a kill repeats one at most.</summary>
internal sealed class LaneWorker(AlertLane lane, IAlertSink sink, LaneParts parts)
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(30);

    private readonly LanePace _pace = new(sink.Traits.Interval);
    private readonly LaneGathering _gathering = new(lane, sink.Traits, parts.Ledger, parts.Clock);
    private readonly LaneChoice _choice = new(lane, sink.Traits, parts.Ledger, parts.Context, parts.Clock);

    private DateTimeOffset? _shown;

    /// <summary>How often a process shows that it still works on a lane, also while a message is under way.</summary>
    internal static TimeSpan Beat { get; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a process that shows nothing keeps its lane.</summary>
    internal static TimeSpan Silence { get; } = TimeSpan.FromSeconds(2.5);

    /// <summary>How long an alert waits after its n-th attempt; the same for the same alert, and different between alerts.</summary>
    internal static TimeSpan Backoff(string id, long attempt)
    {
        var spread = SHA256.HashData(Encoding.UTF8.GetBytes($"{id} {attempt}"))[0] / 255.0;
        var seconds = Math.Min(Math.Pow(2, Math.Min(attempt, 20) - 1), LongestBackoff.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (0.75 + (spread / 2)));
    }

    /// <summary>Does the next thing, if one is due.</summary>
    /// <returns>How long there is nothing to do, unless a signal says otherwise; zero: at once the next; null: nothing waits.</returns>
    public async Task<TimeSpan?> StepAsync(int digestFrom, CancellationToken giveUp)
    {
        var now = parts.Clock.GetUtcNow();
        if (!Holds(now))
        {
            return null;
        }

        if (_pace.PausedUntil > now)
        {
            return _pace.PausedUntil - now;
        }

        var gathered = _gathering.Gather(digestFrom);
        DateTimeOffset? wait = null;
        var item = _pace.NextCritical <= now ? _choice.Critical() : null;
        item ??= _pace.Next <= now ? _choice.Next(gathered, out wait) : null;
        if (item is not null)
        {
            await TellAsync(item, giveUp);
            return TimeSpan.Zero;
        }

        return Rest(now, wait);
    }

    private TimeSpan? Rest(DateTimeOffset now, DateTimeOffset? wait)
    {
        var next = _pace.Next > now ? _pace.Next : wait;
        return next is null ? null : next > now ? next - now : TimeSpan.FromMilliseconds(1);
    }

    // Several processes share some ledgers; one of them has the lane.
    private bool Holds(DateTimeOffset now)
    {
        if (_shown is { } shown && now - shown < Beat)
        {
            return true;
        }

        var taken = parts.Ledger.Queue.TryTake(lane, parts.Owner, Silence);
        _shown = taken ? now : null;
        return taken;
    }

    private async Task<SinkAnswer> TellAndShowAsync(News news, CancellationToken giveUp)
    {
        using var told = CancellationTokenSource.CreateLinkedTokenSource(giveUp);
        var showing = ShowAsync(told.Token);
        try
        {
            return await sink.TellAsync(news, giveUp);
        }
        finally
        {
            await told.CancelAsync();
            await showing;
        }
    }

    private async Task ShowAsync(CancellationToken told)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Beat, parts.Clock, told);
                Holds(parts.Clock.GetUtcNow());
            }
        }
        catch (OperationCanceledException)
        {
            // The message is told.
        }
        catch (LedgerUnavailableException unavailable)
        {
            // The message goes on; at worst another process, which can still write, tells it too.
            parts.Log.Stumbled(lane.ToString(), unavailable.Message, unavailable);
        }
    }

    private async Task TellAsync(LaneItem item, CancellationToken giveUp)
    {
        var answer = item.News is null
            ? new SinkAnswer(SinkOutcome.Refused, "the ledger does not hold it any more")
            : await TellAsync(item.News, giveUp);
        _pace.Went(parts.Clock.GetUtcNow(), item.IsCritical);
        switch (answer.Outcome)
        {
            case SinkOutcome.Taken:
                MarkTold(item, answer.Place);
                break;
            case SinkOutcome.TooFast:
                var wait = answer.RetryAfter ?? DefaultWait;
                _pace.Pause(parts.Clock.GetUtcNow() + wait);
                parts.Log.SlowedDown(lane, answer.Detail, wait);
                break;
            case SinkOutcome.TryAgain:
                Postpone(item, answer);
                break;
            default:
                MarkDead(item, answer);
                break;
        }
    }

    private async Task<SinkAnswer> TellAsync(News news, CancellationToken giveUp)
    {
        using var watched = parts.Watch.Begin(sink.Name, news);
        try
        {
            var answer = await TellAndShowAsync(news, giveUp);
            watched.Tell(answer.Outcome);
            return answer;
        }
        catch (OperationCanceledException)
        {
            return new(SinkOutcome.TryAgain, "the service ended before there was an answer", TimeSpan.Zero);
        }
        catch (Exception failure)
        {
            // What cannot be written today cannot be written tomorrow, and must not hold up what comes after it.
            parts.Log.Stumbled(lane.ToString(), failure.Message, failure);
            return new(SinkOutcome.Refused, $"it could not be written ({failure.GetType().Name})");
        }
    }

    private void MarkTold(LaneItem item, MessagePlace? place)
    {
        var message = sink.Traits.Edits && place is not null
            ? new ToldMessage { Place = place.Channel, Reference = place.Reference, EditedAt = parts.Clock.GetUtcNow().ToUnixTimeMilliseconds() }
            : null;
        if (item is { Digest: { } listed, ListedTo: { } position })
        {
            parts.Ledger.Digests.MarkListed(listed, position);
        }
        else if (item.Digest is { } digest)
        {
            var ends = digest is { Quiet: 1 } or { Urgent: 1 } or { Actor: null } || (!sink.Traits.Edits && digest.PostedAt is not null);
            parts.Ledger.Digests.MarkTold(lane, digest, message, ends ? DigestEnd.Closed : DigestEnd.Open);
            parts.Log.DigestSent(digest.Id, digest.Waiting, lane);
        }
        else
        {
            parts.Ledger.Queue.MarkTold(lane, item.Alerts, item.Subject, message);
            parts.Log.Sent(item.Alerts[^1].Id, item.Alerts[^1].DriftId, lane, item.Attempt + 1);
        }
    }

    private void Postpone(LaneItem item, SinkAnswer answer)
    {
        var id = item.News!.Id;
        var wait = answer.RetryAfter ?? Backoff(id, item.Attempt + 1);
        if (item is { Digest: not null, ListedTo: not null })
        {
            // The list has no row of its own to wait in: the lane does.
            _pace.Pause(parts.Clock.GetUtcNow() + wait);
        }
        else if (item.Digest is { } digest)
        {
            parts.Ledger.Digests.Postpone(lane, digest, wait, answer.Detail);
        }
        else
        {
            parts.Ledger.Queue.Postpone(lane, item.Alerts, wait, answer.Detail);
        }

        parts.Log.Postponed(id, item.Subject, lane, answer.Detail, wait);
    }

    private void MarkDead(LaneItem item, SinkAnswer answer)
    {
        if (item is { Digest: { } listed, ListedTo: { } position })
        {
            parts.Ledger.Digests.MarkListed(listed, position);
        }
        else if (item.Digest is { } digest)
        {
            parts.Ledger.Digests.MarkDead(lane, digest, $"{lane}: {answer.Reason}");
        }
        else
        {
            parts.Ledger.Queue.MarkDead(lane, item.Alerts, $"{lane}: {answer.Reason}");
        }

        parts.Log.Refused(item.News?.Id ?? item.Alerts[^1].Id, item.Subject, lane, answer.Reason);
    }
}
