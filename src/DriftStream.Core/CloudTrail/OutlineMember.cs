namespace DriftStream.Core.CloudTrail;

/// <summary>The members by which records and their wrappings are told apart.</summary>
internal enum OutlineMember
{
    /// <summary>Any other.</summary>
    Other,

    /// <summary>A list of records or of wrappings.</summary>
    List,

    /// <summary>eventName of a record.</summary>
    EventName,

    /// <summary>eventSource of a record; <c>aws:…</c> in notifications of S3, SQS and SNS.</summary>
    EventSource,

    /// <summary>eventType; the only label of a CloudTrail Insights record.</summary>
    EventType,

    /// <summary>What EventBridge delivers.</summary>
    Detail,

    /// <summary>What EventBridge calls it.</summary>
    DetailType,

    /// <summary>A record as text: LookupEvents and CloudTrail Lake.</summary>
    RecordText,

    /// <summary>What a queue, a topic or a log group carries.</summary>
    Message,

    /// <summary>SNS says here whether it notifies or asks for a confirmation.</summary>
    MessageType,

    /// <summary>The mark of CloudTrail's digest files, which lie beside its logs.</summary>
    Digest,

    /// <summary>How many there are.</summary>
    Count,
}

/// <summary>Which member a name is.</summary>
internal static class OutlineMembers
{
    /// <summary>The member with this name; upper and lower case count, as in JSON.</summary>
    public static OutlineMember Of(ReadOnlySpan<char> name) => name switch
    {
        "Records" or "Events" or "Messages" or "events" or "logEvents" => OutlineMember.List,
        "eventName" => OutlineMember.EventName,
        "eventSource" => OutlineMember.EventSource,
        "eventType" => OutlineMember.EventType,
        "detail" => OutlineMember.Detail,
        "detail-type" => OutlineMember.DetailType,
        "CloudTrailEvent" or "eventData" => OutlineMember.RecordText,
        "Body" or "body" or "Message" or "message" or "Sns" => OutlineMember.Message,
        "Type" => OutlineMember.MessageType,
        "digestStartTime" => OutlineMember.Digest,
        _ => OutlineMember.Other,
    };
}
