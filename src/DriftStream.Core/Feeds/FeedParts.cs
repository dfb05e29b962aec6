namespace DriftStream.Core.Feeds;

/// <summary>All that events pass on their way to DriftStream, as far as it is known. Whoever changes it can blind DriftStream.</summary>
public sealed record FeedParts
{
    /// <summary>The queue, and where its messages go that cannot be read.</summary>
    public IReadOnlyList<FeedPart> Queues { get; init; } = [];

    /// <summary>The rules that pick the events.</summary>
    public IReadOnlyList<FeedPart> Rules { get; init; } = [];

    /// <summary>The buses that they pass.</summary>
    public IReadOnlyList<FeedPart> Buses { get; init; } = [];

    /// <summary>Topics between a rule and the queue.</summary>
    public IReadOnlyList<FeedPart> Topics { get; init; } = [];

    /// <summary>The trails that record the events. Others of the watched accounts are guarded, too.</summary>
    public IReadOnlyList<FeedPart> Trails { get; init; } = [];

    /// <summary>The keys that the queue is encrypted with.</summary>
    public IReadOnlyList<FeedPart> Keys { get; init; } = [];
}
