using System.Collections.Immutable;
using DriftStream.Core.Catalog;
using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Lives;
using DriftStream.Core.Matching;

namespace DriftStream.Ledger.Lives;

/// <summary>What states and time do to drifts, in one turn of the ledger.</summary>
/// <param name="turn">The turn.</param>
/// <param name="route">Says where people are told.</param>
/// <param name="now">The time.</param>
internal sealed class LifeTurn(LedgerTurn turn, RouteAlert route, DateTimeOffset now)
{
    private readonly LifeAlerts _alerts = new(turn, route, now);

    /// <summary>Compares all open drifts with states that have changed.</summary>
    /// <returns>How many drifts ended or moved.</returns>
    public int Recompare(StateIndex before, StateIndex after) => Recompare(turn.OpenDrifts(), before, after, because: null);

    /// <summary>Settles every call that the states confirm by now, or whose time is over.</summary>
    public HoldCounts Settle(StateIndex states, HoldBook holds)
    {
        var counts = new HoldCounts(0, 0, 0);
        foreach (var hold in turn.WaitingHolds())
        {
            var answer = new HoldCheck(EventCatalog.Load(), states).Of(hold.ToCall(), hold.EventId, turn.Deviations);
            var deadline = holds.Deadline(hold, now);
            if (answer == HoldAnswer.NotYet && deadline > now)
            {
                if (HoldBook.IsWrong(hold, deadline))
                {
                    turn.Postpone(hold, deadline);
                }

                continue;
            }

            counts += answer == HoldAnswer.NotYet ? Expire(hold, states) : Release(hold, answer);
        }

        return counts;
    }

    /// <summary>Tells that what was put off, or ignored for a while, is open still.</summary>
    /// <returns>How many drifts that were.</returns>
    public int EndLeases()
    {
        var lapsed = turn.LapsedDrifts(now);
        foreach (var drift in lapsed)
        {
            var until = drift.DecisionUntil!.Value;
            turn.Write(new DecisionRow
            {
                Id = StableId.From("X-", drift.Id, "lapse", $"{until.ToUnixTimeMilliseconds()}"),
                DriftId = drift.Id,
                Kind = "lapse",
                DecidedBy = "driftstream",
                Reason = drift.Decision == "snooze" ? "the time it was put off for is over" : "the time it was ignored for is over",
                DecidedAt = now.ToUnixTimeMilliseconds(),
            });
            var open = drift with { Decision = null, DecisionUntil = null };
            Write([open], turn.Deviations, [], [.. _alerts.Of(open, AlertKind.Reminder, $"{until.ToUnixTimeMilliseconds()}", "The time that was given to it is over, and it differs still")]);
        }

        return lapsed.Count;
    }

    private HoldCounts Release(HoldRow hold, HoldAnswer answer)
    {
        if (hold.ToCall().Address is { } address)
        {
            var before = turn.Deviations.Of(address);
            var after = new HoldEnd(hold.EventId).Released(before);
            var call = hold.ToCall().Unconfirmed;
            var end = new DriftEnd(DateTimeOffset.FromUnixTimeMilliseconds(hold.CalledAt), hold.EventId, call?.Actor.Name);
            var ended = Ended(before, after).Select(d => d.EndedBy(end)).ToList();
            Write(ended, turn.Deviations.With(address, after), ReferenceEquals(before, after) ? [] : [address], [.. ended.SelectMany(d => _alerts.Of(d, AlertKind.Resolve, hold.EventId, "Terraform's own call took its place, and the state says so"))]);
        }

        var isConfirmed = answer == HoldAnswer.Confirmed;
        turn.Settle(hold, isConfirmed ? "confirmed" : "not-checked", now);
        return isConfirmed ? new(1, 0, 0) : new(0, 1, 0);
    }

    private HoldCounts Expire(HoldRow hold, StateIndex states)
    {
        if (hold.ToCall() is not { Address: { } address, Unconfirmed: { } finding })
        {
            turn.Settle(hold, "not-checked", now);
            return new(0, 1, 0);
        }

        var end = new HoldEnd(hold.EventId).Expired(turn.Deviations.Of(address));
        var said = finding with { Drift = end.Drift ?? finding.Drift };
        var known = turn.FindDrift(said.Drift!);
        IReadOnlyList<DriftRecord> drifts = end.IsLate ? [] : [known?.ChangedBy(said) ?? DriftRecord.StartedBy(said, address.Lineage)];
        var row = new FindingRow(new(turn.LastNumber + 1, now, said, end.IsLate), address.Lineage, FindingJson.ToJson(said))
        {
            DriftOpened = end.IsLate ? known?.OpenedAt : drifts[0].OpenedAt,
        };
        var book = turn.Deviations.With(address, end.Known);
        var open = end.Known.Count(d => d.IsOpen && d.Drift == said.Drift);
        List<AlertRow> alerts = end is { IsLate: false, IsNews: true } ? [.. _alerts.Of(new AlertOccasion(StableId.From("A-", hold.EventId, hold.Account, $"held-{hold.Number}"), said, drifts[0], open), row.Recorded.Number)] : [];
        turn.Write(new LedgerEntry(null, [row], drifts, [address], alerts, new([], [address], book, [])));
        turn.SetVerdict(hold, said.Verdict);
        turn.Settle(hold, "finding", now);
        Recompare(turn.OpenDrifts(address), states, states, hold.EventId);
        return new(0, 0, 1);
    }

    private int Recompare(IReadOnlyList<DriftRecord> drifts, StateIndex before, StateIndex after, string? because)
    {
        var byId = drifts.ToDictionary(d => d.Id);
        var compared = new Recomparison(EventCatalog.Load(), before, after)
            .Of(turn.Deviations, drifts.Select(d => new TrackedDrift(d.Id, d.Place, d.Type, d.ResourceId)));
        if (compared.Changed.Count + compared.Fates.Count == 0)
        {
            return 0;
        }

        List<DriftRecord> lived = [.. compared.Fates.Select(f => Lived(byId[f.Drift], f))];
        var alerts = lived.Where(d => !d.IsOpen).SelectMany(d => _alerts.Of(d, AlertKind.Resolve, because ?? $"{d.End!.How} {d.End.Serial}", Sentence(d)));
        Write(lived, compared.Deviations, compared.Changed, [.. alerts]);
        foreach (var moved in compared.Fates.Where(f => f.Kind == DriftFateKind.Moved))
        {
            turn.MoveHolds(byId[moved.Drift].Place, moved.Address);
        }

        return compared.Fates.Count;
    }

    private DriftRecord Lived(DriftRecord drift, DriftFate fate) => fate.Kind == DriftFateKind.Moved
        ? drift with { State = fate.Address.State, Lineage = fate.Address.Lineage, Address = fate.Address.Address }
        : drift.EndedBy(new(now, "", null)
        {
            How = fate.Kind switch
            {
                DriftFateKind.Adopted => DriftEndKind.Adopted,
                DriftFateKind.Replaced => DriftEndKind.Replaced,
                _ => DriftEndKind.Unmanaged,
            },
            Serial = fate.Serial,
            Successor = fate.NewId,
        });

    private static string Sentence(DriftRecord drift) => drift.End switch
    {
        { How: DriftEndKind.Adopted, Serial: { } serial } => $"State {drift.State} says so itself since serial {serial}",
        { How: DriftEndKind.Replaced, Successor: { } successor } => $"The address holds {successor} now",
        _ => "No state holds the resource any more",
    };

    private IEnumerable<DriftRecord> Ended(ImmutableList<Deviation> before, ImmutableList<Deviation> after) => before
        .Where(d => d.IsOpen).Select(d => d.Drift).Distinct()
        .Where(id => !after.Any(d => d.IsOpen && d.Drift == id))
        .Select(turn.FindDrift).OfType<DriftRecord>().Where(d => d.IsOpen);

    private void Write(List<DriftRecord> drifts, DeviationBook book, IReadOnlyList<DriftAddress> changed, IReadOnlyList<AlertRow> alerts)
    {
        if (drifts.Count + changed.Count > 0)
        {
            turn.Write(LedgerEntry.OfWork(book, changed, drifts) with { Alerts = alerts });
        }
    }
}

/// <summary>What became of held calls.</summary>
/// <param name="Confirmed">Their state says so.</param>
/// <param name="NotChecked">Nothing could confirm them.</param>
/// <param name="Findings">No state says so: told.</param>
internal readonly record struct HoldCounts(int Confirmed, int NotChecked, int Findings)
{
    public static HoldCounts operator +(HoldCounts one, HoldCounts other) =>
        new(one.Confirmed + other.Confirmed, one.NotChecked + other.NotChecked, one.Findings + other.Findings);
}
