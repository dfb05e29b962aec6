namespace DriftStream.States;

/// <summary>Lets only so many bytes be worked on at once. What is larger than all of that goes in alone.</summary>
/// <param name="most">How many bytes.</param>
internal sealed class ReadingRoom(long most)
{
    private readonly Lock _gate = new();
    private readonly Queue<(long Bytes, TaskCompletionSource Turn)> _waiting = new();
    private long _inside;

    /// <summary>Waits for the turn; leaving is by disposal.</summary>
    /// <param name="bytes">How many bytes will be worked on.</param>
    /// <param name="cancellation">Ends the work. Whoever waits still gets the turn when those inside have left, which is soon then.</param>
    public async Task<IDisposable> EnterAsync(long bytes, CancellationToken cancellation)
    {
        var taken = Math.Clamp(bytes, 1, most);
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
        while (_waiting.TryPeek(out var next) && _inside + next.Bytes <= most)
        {
            _waiting.Dequeue();
            _inside += next.Bytes;
            next.Turn.SetResult();
        }
    }

    private void Leave(long bytes)
    {
        lock (_gate)
        {
            _inside -= bytes;
            Admit();
        }
    }

    private sealed class Place(ReadingRoom room, long bytes) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                room.Leave(bytes);
            }
        }
    }
}
