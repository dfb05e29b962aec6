using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;

namespace DriftStream.Ledger;

/// <summary>An event to be judged and recorded.</summary>
internal sealed class WaitingEvent(CloudTrailEvent change, EntryComposer composer) : TurnItem
{
    private readonly TaskCompletionSource<LedgerReceipt> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LedgerReceipt _receipt = LedgerReceipt.Duplicate;
    private AheadJudgement? _ahead;
    private PackedEvent? _packed;

    public CloudTrailEvent Event => change;

    /// <summary>Where it was read; null where it came by itself.</summary>
    public EventOrigin? Origin { get; init; }

    public (string EventId, string Account) Key => (change.Id, change.Account ?? "");

    public Task<LedgerReceipt> Recorded => _done.Task;

    public override bool IsSettled => _done.Task.IsCompleted;

    /// <summary>Whether what is written of it wherever it stands is made.</summary>
    public bool IsPacked => _packed is not null;

    /// <summary>The drifts that it touches, by what is known of it ahead.</summary>
    public IEnumerable<string> Drifts(DeviationBook before) => _ahead is null ? [] : _ahead.Judgement.Findings.Select(f => f.Drift).OfType<string>()
        .Concat(_ahead.Judgement.Changed.SelectMany(before.Of).Select(d => d.Drift));

    /// <summary>Judges it, as if all before it were written; nothing is done where it was judged already and would come out the same.</summary>
    /// <returns>The deviations after it.</returns>
    /// <exception cref="TurnItemException">It cannot be judged.</exception>
    public DeviationBook JudgeAhead(DeviationBook before, SessionBook sessions)
    {
        if (_ahead is null || !_ahead.HoldsWith(before, sessions))
        {
            (_ahead, _packed) = (null, null);
            _ahead = Guarded(() => new AheadJudgement(composer, change, before, sessions));
        }

        return _ahead.After(before);
    }

    /// <summary>Makes what is written of it wherever it stands, unless that was made already; of many events at the same time.</summary>
    /// <exception cref="TurnItemException">It cannot be made.</exception>
    public void PackAhead()
    {
        if (_ahead is { } ahead)
        {
            _packed ??= Guarded(() => composer.Pack(change, ahead.Judgement, Origin));
        }
    }

    /// <summary><see cref="JudgeAhead"/> before its turn: null where it failed, which may be otherwise in its turn.</summary>
    public DeviationBook? TryJudgeAhead(DeviationBook before, SessionBook sessions)
    {
        try
        {
            return JudgeAhead(before, sessions);
        }
        catch (TurnItemException)
        {
            return null;
        }
    }

    /// <summary><see cref="PackAhead"/> before its turn: nothing where it failed, which may be otherwise in its turn.</summary>
    /// <returns>Whether it is packed.</returns>
    public bool TryPackAhead()
    {
        try
        {
            PackAhead();
            return true;
        }
        catch (TurnItemException)
        {
            return false;
        }
    }

    public override void Take(LedgerTurn turn)
    {
        if (turn.Holds(change.Id, change.Account ?? ""))
        {
            _receipt = LedgerReceipt.Duplicate;
            return;
        }

        var before = turn.Deviations;
        if (_ahead is null || !_ahead.HoldsWith(before))
        {
            // Something before it came otherwise than was thought.
            JudgeAhead(before, turn.Sessions);
        }

        PackAhead();
        var judgement = _ahead!.On(before);
        var entry = Guarded(() => composer.Compose(change, before, judgement, _packed!, turn.LastNumber, turn.FindDrift));
        turn.Write(entry);
        composer.Show(turn, change, judgement);
        _receipt = new(LedgerOutcome.Judged, judgement.Findings);
    }

    public override void Succeed() => _done.TrySetResult(_receipt);

    public override void Fail(Exception failure) => _done.TrySetException(failure);

    private static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is not System.Data.Common.DbException)
        {
            throw new TurnItemException(failure);
        }
    }
}
