namespace DriftStream.Ledger;

/// <summary>Findings as they are committed, for whoever listens now. What came before is asked of <see cref="LedgerQueries"/>.</summary>
internal sealed class FindingFeed
{
    private readonly Lock _changing = new();
    private volatile FeedSubscription[] _subscriptions = [];

    /// <summary>How many listen.</summary>
    public int Listeners => _subscriptions.Length;

    /// <summary>Listens from now on, until the subscription is disposed.</summary>
    /// <param name="capacity">How many findings wait for a slow listener before the oldest are dropped.</param>
    public FeedSubscription Subscribe(int capacity = 256)
    {
        var subscription = new FeedSubscription(capacity, Remove);
        lock (_changing)
        {
            _subscriptions = [.. _subscriptions, subscription];
        }

        return subscription;
    }

    /// <summary>Gives a finding to all listeners; never waits for one.</summary>
    public void Publish(RecordedFinding finding)
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Offer(finding);
        }
    }

    private void Remove(FeedSubscription subscription)
    {
        lock (_changing)
        {
            _subscriptions = [.. _subscriptions.Where(s => s != subscription)];
        }
    }
}
