namespace DriftStream.Tests.LocalAws;

/// <summary>Things that happened, in order, and a way to await one that has not happened yet.</summary>
internal sealed class Observed<T>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private readonly List<T> _all = [];
    private TaskCompletionSource _next = New();

    public IReadOnlyList<T> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _all];
            }
        }
    }

    public void Add(T fact)
    {
        TaskCompletionSource reached;
        lock (_lock)
        {
            _all.Add(fact);
            reached = _next;
            _next = New();
        }

        reached.SetResult();
    }

    public void Clear()
    {
        lock (_lock)
        {
            _all.Clear();
        }
    }

    /// <summary>The first such thing, once it has happened.</summary>
    public async Task<T> FirstAsync(Predicate<T> isIt) => (await TakeAsync(1, isIt))[0];

    /// <summary>The first so many such things, once they have all happened.</summary>
    public async Task<IReadOnlyList<T>> TakeAsync(int count, Predicate<T>? isIt = null)
    {
        using var outOfPatience = new CancellationTokenSource(Patience);
        while (true)
        {
            List<T> found;
            Task next;
            lock (_lock)
            {
                found = isIt is null ? [.. _all] : _all.FindAll(isIt);
                next = _next.Task;
            }

            if (found.Count >= count)
            {
                return found[..count];
            }

            await Within(next, count, found.Count, outOfPatience.Token);
        }
    }

    private async Task Within(Task next, int count, int found, CancellationToken outOfPatience)
    {
        try
        {
            await next.WaitAsync(outOfPatience);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException(
                $"Waited {Patience} for {count} of {typeof(T).Name}, saw {found} among: {string.Join(" | ", All)}");
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
