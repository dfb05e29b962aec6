using DriftStream.Alerts.Sinks;
using DriftStream.Ledger;

namespace DriftStream.Alerts.Lanes;

/// <summary>Gathers what a lane had better tell together. A lane for programs gathers nothing: they get each change.</summary>
internal sealed class LaneGathering(AlertLane lane, SinkTraits traits, LaneLedger ledger, TimeProvider clock)
{
    /// <summary>So many critical changes by one actor that wait at once are told together, without waiting for more.</summary>
    public const int CriticalTogether = 6;

    /// <summary>So many changes that wait at once, by whomever, are told together.</summary>
    public const int BacklogTogether = 60;

    /// <summary>Gathers.</summary>
    /// <param name="from">From how many changes by one actor on; 0: only what waited for quiet hours.</param>
    /// <returns>The actors whose changes are gathered; not those whose burst begins now, as its first change is told at once.</returns>
    public IReadOnlySet<string> Gather(int from)
    {
        var gathered = new HashSet<string>();
        if (!traits.ForPeople)
        {
            return gathered;
        }

        var now = clock.GetUtcNow();
        var waiting = ledger.Queue.Waiting(lane, BacklogTogether + 1);
        if (waiting.Any(a => a.HoldUntil > 0 && a.NextAt <= now.ToUnixTimeMilliseconds()))
        {
            ledger.Digests.Begin(lane, null, 0, DigestOf.Quiet);
        }

        if (from > 0)
        {
            GatherBursts(waiting, from, now, gathered);
        }

        return gathered;
    }

    private void GatherBursts(IReadOnlyList<WaitingAlert> waiting, int from, DateTimeOffset now, HashSet<string> gathered)
    {
        if (traits.Edits && waiting.Count > 0)
        {
            ledger.Digests.JoinTold(lane);
        }

        foreach (var digest in ledger.Digests.Open(lane).Where(d => d is { ClosedAt: null, Quiet: 0, Urgent: 0, Actor: not null }))
        {
            if (DigestTimes.IsOver(digest, now))
            {
                ledger.Digests.Close(digest);
            }
            else
            {
                gathered.Add(digest.Actor!);
                if (waiting.Count > 0)
                {
                    ledger.Digests.Join(lane, digest);
                }
            }
        }

        if (waiting.Count > 0)
        {
            BeginBursts(waiting, from, gathered);
        }
    }

    // What an actor with an open digest does meanwhile waits for that one: events are recorded while this is decided.
    private void BeginBursts(IReadOnlyList<WaitingAlert> waiting, int from, HashSet<string> gathered)
    {
        var since = waiting.Min(a => a.CreatedAt) - (long)Bursts.Window.TotalMilliseconds;
        foreach (var (actor, position) in Bursts.Of(ledger.Queue.Singles(lane, since).Where(s => !gathered.Contains(s.Actor)), from))
        {
            ledger.Digests.Begin(lane, actor, position, DigestOf.Burst);
        }

        foreach (var actor in ledger.Queue.Critical(lane, BacklogTogether).GroupBy(a => a.Actor).Where(g => g.Count() >= CriticalTogether))
        {
            ledger.Digests.Begin(lane, actor.Key, 0, DigestOf.Critical);
        }

        if (ledger.Queue.Waiting(lane, BacklogTogether + 1).Count(a => a.HoldUntil == 0 && !gathered.Contains(a.Actor)) > BacklogTogether)
        {
            ledger.Digests.Begin(lane, null, 0, DigestOf.Backlog);
        }
    }
}
