using System.Threading.Channels;

namespace DriftStream.Ledger;

/// <summary>Wakes the dispatcher after a commit that left alerts to send. Several signals before it looks are one.</summary>
internal sealed class OutboxSignal
{
    private readonly Channel<bool> _raised =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There are alerts to send.</summary>
    public void Raise() => _raised.Writer.TryWrite(true);

    /// <summary>Completes at the next signal, or after the limit: a signal is a courtesy, the rows are the truth.</summary>
    public async Task WaitAsync(TimeSpan limit, TimeProvider clock, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            await _raised.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The limit has passed: the caller looks at the rows all the same.
        }
    }
}
