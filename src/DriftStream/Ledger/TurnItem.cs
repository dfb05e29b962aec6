using DriftStream.Core.CloudTrail;

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

    public CloudTrailEvent Event => change;

    public Task<LedgerReceipt> Recorded => _done.Task;

    public override bool IsSettled => _done.Task.IsCompleted;

    public override void Take(LedgerTurn turn)
    {
        if (turn.Holds(change.Id, change.Account ?? ""))
        {
            _receipt = LedgerReceipt.Duplicate;
            return;
        }

        var entry = Compose(turn);
        turn.Write(entry);
        composer.Show(turn, change, entry.Judgement);
        _receipt = new(LedgerOutcome.Judged, entry.Judgement.Findings);
    }

    public override void Succeed() => _done.TrySetResult(_receipt);

    public override void Fail(Exception failure) => _done.TrySetException(failure);

    private LedgerEntry Compose(LedgerTurn turn)
    {
        try
        {
            return composer.Compose(change, turn.Deviations, turn.Sessions, turn.LastNumber, turn.FindDrift);
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
        }
        catch (Exception failure)
        {
            // Where the connection is lost this fails too, and with it the whole turn.
            turn.Undo();
            throw new TurnItemException(failure);
        }

        turn.Forget();
    }

    public override void Succeed() => _done.TrySetResult(_result!);

    public override void Fail(Exception failure) => _done.TrySetException(failure);
}

/// <summary>One item of a turn failed and left nothing; the turn goes on without it.</summary>
internal sealed class TurnItemException(Exception cause) : Exception(cause.Message, cause);
