using DriftStream.Core.Feeds;

namespace DriftStream.Gaps;

/// <summary>Settings under <c>Feed</c>: what brings the events, by name or ARN. By default what <c>infra/feed</c> calls it.</summary>
internal sealed class FeedOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Feed";

    private static readonly string[] UsualRules = ["driftstream-changes", "driftstream-sessions", "driftstream-switches"];
    private static readonly string[] UsualBuses = ["default"];

    /// <summary>The trails that record the events.</summary>
    public IReadOnlyList<string>? Trails { get; set; }

    /// <summary>The EventBridge rules that pick them.</summary>
    public IReadOnlyList<string>? Rules { get; set; }

    /// <summary>The event buses that they pass.</summary>
    public IReadOnlyList<string>? Buses { get; set; }

    /// <summary>Topics between a rule and the queue.</summary>
    public IReadOnlyList<string>? Topics { get; set; }

    /// <summary>More queues than <c>Queue:Url</c> and its dead-letter queue, such as those of other regions.</summary>
    public IReadOnlyList<string>? Queues { get; set; }

    /// <summary>What is guarded.</summary>
    internal FeedParts Parts() => new()
    {
        Trails = Read(Trails, []),
        Rules = Read(Rules, UsualRules),
        Buses = Read(Buses, UsualBuses),
        Topics = Read(Topics, []),
        Queues = Read(Queues, []),
    };

    private static List<FeedPart> Read(IReadOnlyList<string>? named, IReadOnlyList<string> usual) => [.. (named ?? usual).Where(n => n.Length > 0).Select(FeedPart.Parse)];
}
