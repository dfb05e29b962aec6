using DriftStream.Core.Feeds;
using DriftStream.Core.Judging;

namespace DriftStream.Gaps;

/// <summary>Finds the gaps of one moment. Looks at nothing but what it is given, and remembers only what takes several moments to see.</summary>
internal sealed class GapFinder(GapOptions options)
{
    // Enough moments to tell growing from fluttering.
    private const int Moments = 5;
    private readonly Queue<int> _waiting = new();
    private readonly Dictionary<string, DateTimeOffset> _troubled = [];
    private DateTimeOffset? _seeingSince;

    /// <summary>Since when everything that is sent would have been heard; null while the queue cannot be read or is behind.</summary>
    public DateTimeOffset? SeeingSince => _seeingSince;

    /// <summary>The gaps of this moment.</summary>
    public IReadOnlyList<Gap> Find(Moment moment)
    {
        var queue = OfQueue(moment).ToList();
        var sees = moment.Queue.Problem is null && queue.TrueForAll(g => g.Kind is not (GapKind.QueueBehind or GapKind.Backlog));
        _seeingSince = sees ? _seeingSince ?? moment.Now : null;
        return [.. queue, .. Silences(moment), .. States(moment)];
    }

    private IEnumerable<Gap> OfQueue(Moment moment)
    {
        var queue = moment.Queue;
        var name = queue.Name;
        if (Since("unreachable", queue.Problem is not null, moment.Now) is { } lost && moment.Now - lost >= options.Patience)
        {
            yield return new(GapKind.QueueUnreachable, name, Severity.High, lost, $"The queue {name} cannot be read", $"{queue.Problem} Nothing is lost as long as SQS keeps the messages, but nothing is seen.");
        }

        if (Since("behind", queue.Behind > options.QueueAge && queue.Waiting != 0, moment.Now) is { } late && moment.Now - late >= options.Patience)
        {
            yield return new(GapKind.QueueBehind, name, Severity.Medium, late, $"DriftStream is {Duration.Of(queue.Behind!.Value)} behind",
                $"Messages of {name} are {Duration.Of(queue.Behind.Value)} old when they are taken, and may be {Duration.Of(options.QueueAge)} ({GapOptions.Section}:QueueAge): alerts come late. Raise Queue:Concurrency, or run a second process.");
        }

        if (Since("backlog", IsGrowing(queue.Waiting) || (_troubled.ContainsKey("backlog") && queue.Waiting >= options.Backlog), moment.Now) is { } grows)
        {
            yield return new(GapKind.Backlog, name, Severity.Medium, grows, $"More and more messages wait in {name}",
                $"{queue.Waiting:N0} messages wait in {name}, more each time it was looked: events come faster than they are judged, and alerts come late. Raise Queue:Concurrency, or run a second process.");
        }

        if (Since("dead", queue.DeadLetters > 0, moment.Now) is { } dead)
        {
            yield return new(GapKind.DeadLetters, queue.DeadLetterQueue ?? name, Severity.High, dead, $"Events lie in the dead-letter queue {queue.DeadLetterQueue}",
                $"{queue.DeadLetters:N0} {(queue.DeadLetters == 1 ? "message lies" : "messages lie")} in {queue.DeadLetterQueue}: they could not be read or delivered, and their events are not judged. Look at one, then move them back with SQS's redrive.");
        }
    }

    private IEnumerable<Gap> Silences(Moment moment)
    {
        if (_seeingSince is not { } seeing)
        {
            yield break;
        }

        var limits = moment.Heard.Select(h => (h.Key, h.Value, Since: options.Silence.SilentSince(h.Value, seeing, moment.Now))).ToList();
        var fine = limits.Count(l => l.Since is null);
        foreach (var (place, rhythm, since) in limits.Where(l => l.Since is not null))
        {
            var usual = rhythm.Longest is { } longest ? $"The longest usual pause there is {Duration.Of(longest)}. " : "";
            var global = place.Region == "us-east-1" ? "and IAM, Route 53, CloudFront and Organizations report only there. " : "";
            var others = fine > 0 ? $"{fine} other {(fine == 1 ? "place is" : "places are")} fine, so look at the trail and the rule there." : "No other place speaks either, so look at the trail and the queue first.";
            yield return new(GapKind.Silence, place.ToString(), Severity.High, since!.Value, $"No events from {place} for {Duration.Of(moment.Now - since.Value)}",
                $"{usual}Changes there are not seen{(global.Length > 0 ? ", " : ". ")}{global}{others}")
            { Place = place };
        }
    }

    private IEnumerable<Gap> States(Moment moment)
    {
        foreach (var (name, problem) in moment.States.Unreadable)
        {
            if (Since($"state {name}", true, moment.Now) is { } since && moment.Now - since >= options.Patience)
            {
                yield return new(GapKind.StateUnreadable, name, Severity.High, since, $"The state {name} cannot be read", problem);
            }
        }

        foreach (var readable in _troubled.Keys.Where(k => k.StartsWith("state ", StringComparison.Ordinal) && !moment.States.Unreadable.ContainsKey(k["state ".Length..])).ToList())
        {
            _troubled.Remove(readable);
        }

        foreach (var (name, applied) in moment.Applied)
        {
            if (moment.States.WrittenAt.TryGetValue(name, out var written) && written < applied && moment.Now - applied > options.StateAge)
            {
                yield return new(GapKind.StateStale, name, Severity.Medium, applied, $"The state {name} is older than Terraform's last change",
                    $"Terraform changed something of {name} at {Duration.At(applied)}, and the state was last written at {Duration.At(written)}: changes are compared with what no longer holds. Write the state again, e.g. with terraform state pull.");
            }
        }
    }

    private bool IsGrowing(int? waiting)
    {
        if (waiting is not { } count)
        {
            return false;
        }

        _waiting.Enqueue(count);
        if (_waiting.Count > Moments)
        {
            _waiting.Dequeue();
        }

        return _waiting.Count == Moments && count >= options.Backlog && _waiting.Zip(_waiting.Skip(1)).All(pair => pair.First < pair.Second);
    }

    private DateTimeOffset? Since(string what, bool isSo, DateTimeOffset now)
    {
        if (!isSo)
        {
            _troubled.Remove(what);
            return null;
        }

        return _troubled.TryGetValue(what, out var since) ? since : _troubled[what] = now;
    }
}

/// <summary>All that gaps are found by.</summary>
/// <param name="Now">The time.</param>
/// <param name="Queue">The queue.</param>
/// <param name="States">The states.</param>
/// <param name="Heard">Who spoke, and how they usually speak.</param>
/// <param name="Applied">When Terraform last changed something of each state.</param>
internal sealed record Moment(
    DateTimeOffset Now,
    QueueReading Queue,
    StatesReading States,
    IReadOnlyDictionary<FeedPlace, Rhythm> Heard,
    IReadOnlyDictionary<string, DateTimeOffset> Applied);
