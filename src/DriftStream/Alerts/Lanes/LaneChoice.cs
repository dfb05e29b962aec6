using DriftStream.Alerts.Sinks;
using DriftStream.Core.Judging;
using DriftStream.Ledger;

namespace DriftStream.Alerts.Lanes;

/// <summary>Chooses what a lane tells next, and writes it.</summary>
internal sealed class LaneChoice(AlertLane lane, SinkTraits traits, LaneLedger ledger, AlertContext context, TimeProvider clock)
{
    private const int MostLooked = 200;
    private const int ListingRows = 400;
    private const int LineLimit = 240;

    /// <summary>What must not be held back; null where there is nothing.</summary>
    public LaneItem? Critical()
    {
        if (ledger.Digests.Open(lane).FirstOrDefault(d => d is { Urgent: 1, Waiting: > 0 } && IsDue(DigestTimes.Due(d, traits.Edits))) is { } urgent)
        {
            return OfDigest(urgent) with { IsCritical = true };
        }

        return ledger.Queue.Critical(lane, most: 1) is [var first] ? OfAlert(first, isCritical: true) : null;
    }

    /// <summary>What is next in order; null where nothing is due.</summary>
    /// <param name="gathered">The actors whose changes are gathered; what they did since the last gathering waits for the next.</param>
    /// <param name="wait">When something will be due; null where nothing waits.</param>
    public LaneItem? Next(IReadOnlySet<string> gathered, out DateTimeOffset? wait)
    {
        wait = null;
        foreach (var digest in traits.ForPeople ? ledger.Digests.Open(lane) : [])
        {
            if (DigestTimes.Due(digest, traits.Edits) is { } due && IsDue(due))
            {
                return OfDigest(digest);
            }

            wait = Earlier(wait, DigestTimes.Due(digest, traits.Edits));
        }

        return Single(gathered, ref wait) ?? (traits.ForPeople && context.PublicUrl is null ? Listing(ref wait) : null);
    }

    private LaneItem? Single(IReadOnlySet<string> gathered, ref DateTimeOffset? wait)
    {
        // The oldest one is nearly always due; only where it is not, others are looked at.
        foreach (var most in (ReadOnlySpan<int>)[1, MostLooked])
        {
            var waiting = ledger.Queue.Waiting(lane, most);
            if (FirstDue(waiting, gathered, ref wait) is { } alert)
            {
                return OfAlert(alert, isCritical: false);
            }

            if (waiting.Count < most)
            {
                return null;
            }
        }

        return null;
    }

    private WaitingAlert? FirstDue(IReadOnlyList<WaitingAlert> waiting, IReadOnlySet<string> gathered, ref DateTimeOffset? wait)
    {
        var seen = new HashSet<string>();
        foreach (var alert in waiting)
        {
            // Of one drift only the oldest may go.
            if ((alert.DriftId is { } drift && !seen.Add(drift)) || (gathered.Contains(alert.Actor) && IsGathered(alert)))
            {
                continue;
            }

            var due = DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(alert.NextAt, EditableAt(alert)));
            if (IsDue(due))
            {
                return alert;
            }

            wait = Earlier(wait, due);
        }

        return null;
    }

    private bool IsGathered(WaitingAlert alert) =>
        alert is { HoldUntil: 0, Severity: < (long)Severity.Critical, Why: AlertKind.Alert or AlertKind.Resolve }
        && !(alert.DriftId is { } drift && ledger.Queue.MessageOf(lane, drift) is not null);

    private long EditableAt(WaitingAlert alert) =>
        traits.Edits && alert.DriftId is { } drift && ledger.Queue.MessageOf(lane, drift) is { } message
            ? message.EditedAt + (long)DigestTimes.BetweenEdits.TotalMilliseconds
            : 0;

    private LaneItem OfAlert(WaitingAlert alert, bool isCritical)
    {
        if (alert.DriftId is not { } drift)
        {
            return Told([alert], isCritical, null);
        }

        var waiting = ledger.Queue.OfDrift(lane, drift);
        if (waiting.Any(a => a.Digest is not null))
        {
            ledger.Digests.TakeOut(lane, drift);
        }

        return traits switch
        {
            { Edits: true } => Told(waiting, isCritical, ledger.Queue.MessageOf(lane, drift)),
            // What is not edited is told in order; changes that lie side by side fit into one message.
            { ForPeople: true } => Told([.. waiting.TakeWhile(a => a.Why == waiting[0].Why && a.Why == AlertKind.Alert) is { } same && same.Any() ? same : waiting.Take(1)], isCritical, null),
            _ => Told([waiting[0]], isCritical, null),
        };
    }

    private LaneItem Told(IReadOnlyList<WaitingAlert> alerts, bool isCritical, ToldMessage? message)
    {
        var isOver = alerts[^1] is { Why: AlertKind.Resolve, StillOpen: 0 };
        var occasion = traits.Edits && message is not null && !isOver ? ledger.Stories.Now(alerts) : null;
        occasion ??= ledger.Stories.Of(isOver ? [alerts[^1]] : alerts);
        if (occasion is null)
        {
            return new(null, alerts, isCritical);
        }

        if (alerts.Any(a => a.Why == AlertKind.Reminder) && !isOver)
        {
            occasion = occasion with { Kind = AlertKind.Reminder };
        }

        var news = new DriftNews(alerts[^1].Id, lane.Channel, occasion)
        {
            Mention = alerts.Select(a => a.Mention).FirstOrDefault(m => m is not null),
            Known = PlaceOf(message),
        };
        return new(news, alerts, isCritical);
    }

    private LaneItem OfDigest(OpenDigest digest)
    {
        var told = ledger.Stories.Of(digest, traits.Edits ? DigestPart.All : DigestPart.Waiting);
        var message = traits.Edits ? ledger.Queue.MessageOf(lane, digest.Id) : null;
        // A second message of the same digest is another message.
        var id = digest.PostedAt is null || traits.Edits ? digest.Id : $"{digest.Id}/more";
        return new(told is null ? null : new DigestNews(id, lane.Channel, told) { Known = PlaceOf(message) }, [], IsCritical: false) { Digest = digest };
    }

    // Where there is no page to lead to, everything is listed: in the digest's thread, or after it.
    private LaneItem? Listing(ref DateTimeOffset? wait)
    {
        foreach (var digest in ledger.Digests.ToList(lane))
        {
            // While a burst goes on, the parts of its list would be small and many.
            if (DigestTimes.Rests(digest) is var rests && !IsDue(rests))
            {
                wait = Earlier(wait, rests);
                continue;
            }

            var rows = ledger.Stories.Listing(digest.Id, digest.Listed, ListingRows);
            var lines = new List<string>();
            var length = 0;
            var last = digest.Listed;
            foreach (var (position, finding) in rows)
            {
                var line = ForeignText.OneLine($"{finding.Event.Time.UtcDateTime:HH:mm:ss} {finding.Severity.Word()}: {FindingSentence.Text(finding)}", LineLimit);
                length += line.Length + 1;
                if (length > traits.ListingLength && position != last)
                {
                    break;
                }

                lines.Add(line);
                last = position;
            }

            if (lines.Count > 0)
            {
                var news = new ListingNews($"{digest.Id}/{digest.Listed}", lane.Channel, $"Everything in {digest.Id}: {lines.Count:N0} changes", lines)
                {
                    Known = traits.Edits ? PlaceOf(ledger.Queue.MessageOf(lane, digest.Id)) : null,
                };
                return new(news, [], IsCritical: false) { Digest = digest, ListedTo = last };
            }
        }

        return null;
    }

    private bool IsDue(DateTimeOffset? due) => due is { } at && at <= clock.GetUtcNow();

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null ? other : other is null ? one : one < other ? one : other;

    private static MessagePlace? PlaceOf(ToldMessage? message) => message is null ? null : new(message.Place, message.Reference);
}
