namespace DriftStream.States;

/// <summary>Has states looked at before it is their turn: a webhook or a message said that something happened there. It is a hint; what counts is what the place itself tells then.</summary>
internal sealed class StateWakes
{
    private readonly Lock _gate = new();
    private HashSet<string> _places = new(StringComparer.Ordinal);
    private bool _everywhere;
    private TaskCompletionSource _called = New();

    /// <summary>Asks for a look. Never waits; many calls become one look.</summary>
    /// <param name="place">How the addresses of the states concerned begin, as <c>states</c> shows them; null: all states.</param>
    public void Wake(string? place)
    {
        lock (_gate)
        {
            _everywhere |= place is null;
            if (place is not null)
            {
                _places.Add(place);
            }

            _called.TrySetResult();
        }
    }

    /// <summary>Waits for the next call.</summary>
    public Task WaitAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _called.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>What was asked for since the last time, and forgets it: the places; null for all, empty for none.</summary>
    public IReadOnlyCollection<string>? Take()
    {
        lock (_gate)
        {
            var asked = _everywhere ? null : _places;
            (_places, _everywhere, _called) = (new(StringComparer.Ordinal), false, _called.Task.IsCompleted ? New() : _called);
            return asked;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
