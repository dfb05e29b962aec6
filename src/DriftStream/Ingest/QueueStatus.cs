namespace DriftStream.Ingest;

/// <summary>How it stands between DriftStream and its queue; read by <c>/readyz</c> and the dashboard.</summary>
internal sealed class QueueStatus(bool isConfigured)
{
    private readonly Lock _lock = new();
    private DateTimeOffset? _lastReceive;
    private string? _problem;
    private bool _reached;
    private TimeSpan? _behind;
    private int _inFlight;

    /// <summary>Whether a queue is configured; without one there is nothing to reach, and that is no problem.</summary>
    public bool IsConfigured { get; } = isConfigured;

    /// <summary>Whether the last call to the queue succeeded.</summary>
    public bool IsReachable
    {
        get
        {
            lock (_lock)
            {
                return _reached && _problem is null;
            }
        }
    }

    /// <summary>Why the queue cannot be read, in one sentence with a remedy; null where it can, or where nothing is known yet.</summary>
    public string? Problem
    {
        get
        {
            lock (_lock)
            {
                return _problem;
            }
        }
    }

    /// <summary>When SQS last answered a receive, with messages or without.</summary>
    public DateTimeOffset? LastReceive
    {
        get
        {
            lock (_lock)
            {
                return _lastReceive;
            }
        }
    }

    /// <summary>How old the message was that was taken last; null before the first.</summary>
    public TimeSpan? Behind
    {
        get
        {
            lock (_lock)
            {
                return _behind;
            }
        }
    }

    /// <summary>Messages that are being worked on.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Notes that the queue answered.</summary>
    /// <returns>The problem that this ended, or null.</returns>
    public string? Reached(DateTimeOffset at)
    {
        lock (_lock)
        {
            var ended = _problem;
            (_reached, _problem, _lastReceive) = (true, null, at);
            return ended;
        }
    }

    /// <summary>Notes that the queue could not be reached.</summary>
    /// <returns>Whether that was not known yet.</returns>
    public bool Failed(string problem)
    {
        lock (_lock)
        {
            var isNews = _problem != problem;
            _problem = problem;
            return isNews;
        }
    }

    /// <summary>Notes how old a message was when it was taken.</summary>
    public void Took(TimeSpan age)
    {
        lock (_lock)
        {
            _behind = age > TimeSpan.Zero ? age : TimeSpan.Zero;
        }
    }

    public void Started() => Interlocked.Increment(ref _inFlight);

    public void Finished() => Interlocked.Decrement(ref _inFlight);
}
