using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace DriftStream.Ledger;

/// <summary>One listener's place in the feed.</summary>
internal sealed class FeedSubscription : IDisposable
{
    private readonly Channel<RecordedFinding> _waiting;
    private readonly Action<FeedSubscription> _leave;
    private int _missed;

    internal FeedSubscription(int capacity, Action<FeedSubscription> leave)
    {
        _leave = leave;
        var options = new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true };
        _waiting = Channel.CreateBounded<RecordedFinding>(options, _ => Interlocked.Increment(ref _missed));
    }

    /// <summary>The findings as they come; ends when the subscription is disposed.</summary>
    public async IAsyncEnumerable<FeedItem> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var finding in _waiting.Reader.ReadAllAsync(cancellation))
        {
            yield return new(finding, Interlocked.Exchange(ref _missed, 0));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _leave(this);
        _waiting.Writer.TryComplete();
    }

    internal void Offer(RecordedFinding finding) => _waiting.Writer.TryWrite(finding);
}

/// <summary>What a listener gets.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Missed">How many findings were dropped since the last item, because this listener was too slow.</param>
internal sealed record FeedItem(RecordedFinding Finding, int Missed);
