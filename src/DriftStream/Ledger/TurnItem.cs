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
