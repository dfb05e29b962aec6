namespace DriftStream.States;

/// <summary>Lets only so much be worked on at once, in bytes or in pieces. What is larger than all of that goes in alone.</summary>
/// <param name="most">How much.</param>
internal sealed class ReadingRoom(long most)
{
    private readonly Lock _gate = new();
    private readonly Queue<(long Size, TaskCompletionSource Turn)> _waiting = new();
    private long _inside;

    /// <summary>Waits for the turn; leaving is by disposal.</summary>
    /// <param name="size">How much will be worked on.</param>
    /// <param name="cancellation">Ends the work. Whoever waits still gets the turn when those inside have left, which is soon then.</param>
    public async Task<IDisposable> EnterAsync(long size, CancellationToken cancellation)
    {
        var taken = Math.Clamp(size, 1, most);
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Enqueue((taken, turn));
            Admit();
        }

        await turn.Task;
        var place = new Place(this, taken);
        if (cancellation.IsCancellationRequested)
        {
            place.Dispose();
            cancellation.ThrowIfCancellationRequested();
        }

        return place;
    }

    private void Admit()
    {
        while (_waiting.TryPeek(out var next) && _inside + next.Size <= most)
        {
            _waiting.Dequeue();
            _inside += next.Size;
            next.Turn.SetResult();
        }
    }

    private void Leave(long size)
    {
        lock (_gate)
        {
            _inside -= size;
            Admit();
        }
    }

    private sealed class Place(ReadingRoom room, long size) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                room.Leave(size);
            }
        }
    }
}
