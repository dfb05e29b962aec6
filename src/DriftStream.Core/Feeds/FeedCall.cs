namespace DriftStream.Core.Feeds;

/// <summary>A call that can keep events from arriving.</summary>
/// <param name="Parameter">The parameter that names what it changes.</param>
/// <param name="Kind">What that is, in a word for people.</param>
/// <param name="Deed">What the call does to it, in the past.</param>
/// <param name="Parts">Those of them that matter.</param>
internal sealed record FeedCall(string Parameter, string Kind, string Deed, Func<FeedParts, IReadOnlyList<FeedPart>> Parts)
{
    private const string Changed = "changed";
    private const string Policy = "policy changed";
    private const string Deleted = "deleted";

    private static readonly Dictionary<(string Source, string Operation), FeedCall> All = new()
    {
        [("cloudtrail.amazonaws.com", "StopLogging")] = Trail("name", "stopped"),
        [("cloudtrail.amazonaws.com", "DeleteTrail")] = Trail("name", Deleted),
        [("cloudtrail.amazonaws.com", "UpdateTrail")] = Trail("name", Changed),
        [("cloudtrail.amazonaws.com", "PutEventSelectors")] = Trail("trailName", "told which events to record"),

        [("events.amazonaws.com", "DisableRule")] = Rule("name", "disabled"),
        [("events.amazonaws.com", "DeleteRule")] = Rule("name", Deleted),
        [("events.amazonaws.com", "PutRule")] = Rule("name", Changed),
        [("events.amazonaws.com", "PutTargets")] = Rule("rule", "given other targets"),
        [("events.amazonaws.com", "RemoveTargets")] = Rule("rule", "robbed of targets"),
        [("events.amazonaws.com", "PutPermission")] = Bus("eventBusName", Policy),
        [("events.amazonaws.com", "RemovePermission")] = Bus("eventBusName", Policy),
        [("events.amazonaws.com", "UpdateEventBus")] = Bus("name", Changed),
        [("events.amazonaws.com", "DeleteEventBus")] = Bus("name", Deleted),

        [("sqs.amazonaws.com", "SetQueueAttributes")] = Queue(Changed),
        [("sqs.amazonaws.com", "AddPermission")] = Queue(Policy),
        [("sqs.amazonaws.com", "RemovePermission")] = Queue(Policy),
        [("sqs.amazonaws.com", "PurgeQueue")] = Queue("emptied"),
        [("sqs.amazonaws.com", "DeleteQueue")] = Queue(Deleted),

        [("sns.amazonaws.com", "SetTopicAttributes")] = Topic("topicArn", Changed),
        [("sns.amazonaws.com", "AddPermission")] = Topic("topicArn", Policy),
        [("sns.amazonaws.com", "RemovePermission")] = Topic("topicArn", Policy),
        [("sns.amazonaws.com", "DeleteTopic")] = Topic("topicArn", Deleted),
        [("sns.amazonaws.com", "Unsubscribe")] = Topic("subscriptionArn", "robbed of a subscription"),
        [("sns.amazonaws.com", "SetSubscriptionAttributes")] = Topic("subscriptionArn", "changed in a subscription"),

        [("kms.amazonaws.com", "DisableKey")] = Key("disabled"),
        [("kms.amazonaws.com", "ScheduleKeyDeletion")] = Key("scheduled for deletion"),
        [("kms.amazonaws.com", "PutKeyPolicy")] = Key(Policy),
    };

    /// <summary>Every trail of the watched accounts counts, known by name or not.</summary>
    public bool IsAboutTrails => Kind == "trail";

    /// <summary>The bus that is meant where the call names none.</summary>
    public string? Unnamed => Kind == "event bus" ? "default" : null;

    /// <summary>The call of an event; null where it cannot keep anything from arriving.</summary>
    public static FeedCall? Find(string source, string operation) => All.GetValueOrDefault((source, operation));

    private static FeedCall Trail(string parameter, string deed) => new(parameter, "trail", deed, parts => parts.Trails);

    private static FeedCall Rule(string parameter, string deed) => new(parameter, "rule", deed, parts => parts.Rules);

    private static FeedCall Bus(string parameter, string deed) => new(parameter, "event bus", deed, parts => parts.Buses);

    private static FeedCall Queue(string deed) => new("queueUrl", "queue", deed, parts => parts.Queues);

    private static FeedCall Topic(string parameter, string deed) => new(parameter, "topic", deed, parts => parts.Topics);

    private static FeedCall Key(string deed) => new("keyId", "key", deed, parts => parts.Keys);
}
