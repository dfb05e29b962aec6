namespace DriftStream.States.Sources.Hcp;

/// <summary>Keeps the requests to one server below its limit, which is 30 a second for all tokens of a user together.</summary>
/// <remarks>https://developer.hashicorp.com/terraform/cloud-docs/api-docs#rate-limits</remarks>
internal sealed class HcpPace(TimeProvider time)
{
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(1) / 20;

    private readonly Lock _gate = new();
    private DateTimeOffset _next;
    private DateTimeOffset _pausedUntil;

    /// <summary>Waits until a request may be sent.</summary>
    public async Task TakeTurnAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        DateTimeOffset turn;
        do
        {
            turn = Turn();
            if (turn - time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellation);
            }
        }
        while (IsTakenBack(turn));
    }

    /// <summary>The server asked to slow down: nobody sends anything for so long.</summary>
    public void Pause(TimeSpan wait)
    {
        lock (_gate)
        {
            var end = time.GetUtcNow() + wait;
            _pausedUntil = end > _pausedUntil ? end : _pausedUntil;
            _next = _pausedUntil > _next ? _pausedUntil : _next;
        }
    }

    private DateTimeOffset Turn()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var turn = _next > now ? _next : now;
            _next = turn + Apart;
            return turn;
        }
    }

    // A turn from before a pause that does not end earlier counts no more.
    private bool IsTakenBack(DateTimeOffset turn)
    {
        lock (_gate)
        {
            return turn < _pausedUntil;
        }
    }
}
