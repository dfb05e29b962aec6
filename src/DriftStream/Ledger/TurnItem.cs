using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;

namespace DriftStream.Ledger;

/// <summary>Something that waits for the writer's turn, and whose caller hears of it after the commit.</summary>
internal abstract class TurnItem
{
    /// <summary>Whether its caller was told already.</summary>
    public abstract bool IsSettled { get; }

    /// <summary>Does it, inside the turn.</summary>
    /// <exception cref="TurnItemException">It cannot be done; it left nothing, and its neighbours go on.</exception>
    public abstract void Take(LedgerTurn turn);

    /// <summary>The turn is committed.</summary>
    public abstract void Succeed();

    /// <summary>Nothing of it was committed.</summary>
    public abstract void Fail(Exception failure);
}

/// <summary>An event to be judged and recorded.</summary>
internal sealed class WaitingEvent(CloudTrailEvent change, EntryComposer composer) : TurnItem
{
    private readonly TaskCompletionSource<LedgerReceipt> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LedgerReceipt _receipt = LedgerReceipt.Duplicate;
    private (DeviationBook Before, Judgement Judgement) _ahead;
    private Evidence? _evidence;

    public CloudTrailEvent Event => change;

    public (string EventId, string Account) Key => (change.Id, change.Account ?? "");

    public Task<LedgerReceipt> Recorded => _done.Task;

    public override bool IsSettled => _done.Task.IsCompleted;

    /// <summary>Judges it ahead, as if all before it in its group were written: what will be asked of the database is then known for all of them.</summary>
    /// <returns>The deviations after it.</returns>
    /// <exception cref="TurnItemException">It cannot be judged.</exception>
    public DeviationBook JudgeAhead(DeviationBook before, SessionBook sessions)
    {
        _ahead = (before, Guarded(() => composer.Judge(change, before, sessions)));
        return _ahead.Judgement.Deviations;
    }

    /// <summary>Packs the record that is kept of it; of many events at the same time.</summary>
    /// <exception cref="TurnItemException">It cannot be packed.</exception>
    public void PackAhead() => _evidence = Guarded(() => EntryComposer.EvidenceOf(change, _ahead.Judgement));

    /// <summary>The drifts that it touches, by what is known of it ahead.</summary>
    public IEnumerable<string> Drifts => _ahead.Judgement.Findings.Select(f => f.Drift).OfType<string>()
        .Concat(_ahead.Judgement.Changed.SelectMany(_ahead.Before.Of).Select(d => d.Drift));

    public override void Take(LedgerTurn turn)
    {
        if (turn.Holds(change.Id, change.Account ?? ""))
        {
            _receipt = LedgerReceipt.Duplicate;
            return;
        }

        var before = turn.Deviations;
        if (!ReferenceEquals(before, _ahead.Before))
        {
            // Something before it came otherwise than was thought.
            JudgeAhead(before, turn.Sessions);
            PackAhead();
        }

        var judgement = _ahead.Judgement;
        var entry = Guarded(() => composer.Compose(change, before, judgement, _evidence, turn.LastNumber, turn.FindDrift));
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

/// <summary>Work other than an event.</summary>
internal sealed class WaitingWork<T>(Func<LedgerTurn, T> work) : TurnItem
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Done => _done.Task;

    public override bool IsSettled => _done.Task.IsCompleted;

    public override void Take(LedgerTurn turn)
    {
        turn.Keep();
        try
        {
            _result = work(turn);
            turn.Forget();
        }
        catch (Exception failure)
        {
            // Where the connection is lost this fails too, and with it the whole turn.
            turn.Undo();
            throw new TurnItemException(failure);
        }
    }

    public override void Succeed() => _done.TrySetResult(_result!);

    public override void Fail(Exception failure) => _done.TrySetException(failure);
}

/// <summary>One item of a turn failed and left nothing; the turn goes on without it.</summary>
internal sealed class TurnItemException(Exception cause) : Exception(cause.Message, cause);
