using DriftStream.Core.Feeds;

namespace DriftStream.Gaps;

/// <summary>How the queue does at one moment.</summary>
internal sealed record QueueReading
{
    /// <summary>No queue is configured.</summary>
    public static QueueReading None { get; } = new() { Name = "" };

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Why it cannot be read; null where it can.</summary>
    public string? Problem { get; init; }

    /// <summary>How old the last message was when it was taken; null where nobody knows.</summary>
    public TimeSpan? Behind { get; init; }

    /// <summary>How many messages wait; null where nobody knows.</summary>
    public int? Waiting { get; init; }

    /// <summary>The name of its dead-letter queue; null where it has none.</summary>
    public string? DeadLetterQueue { get; init; }

    /// <summary>How many messages lie there; null where nobody knows.</summary>
    public int? DeadLetters { get; init; }

    /// <summary>The queue, its dead-letter queue and its key, for whoever guards them.</summary>
    public FeedParts Parts { get; init; } = new();
}

/// <summary>Looks at the queue now.</summary>
internal delegate Task<QueueReading> LookAtQueue(CancellationToken cancellation);
