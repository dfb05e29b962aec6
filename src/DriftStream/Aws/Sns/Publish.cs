using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

/// <summary>A message for a topic.</summary>
internal sealed class PublishRequest : AmazonWebServiceRequest
{
    /// <summary>The topic.</summary>
    public required string TopicArn { get; init; }

    /// <summary>The message, at most 256 KB with everything beside it.</summary>
    public required string Message { get; init; }

    /// <summary>The subject of mails: at most 100 characters of ASCII, no line break; null for none.</summary>
    public string? Subject { get; init; }

    /// <summary>What filters of subscriptions go by, each a text.</summary>
    public IReadOnlyDictionary<string, string> MessageAttributes { get; init; } = new Dictionary<string, string>();

    /// <summary>What keeps messages of one kind in order, in a FIFO topic; null in others.</summary>
    public string? MessageGroupId { get; init; }

    /// <summary>What makes a repeated message known as such for five minutes, in a FIFO topic; null in others.</summary>
    public string? MessageDeduplicationId { get; init; }
}

/// <summary>The topic has it.</summary>
internal sealed class PublishResponse : AmazonWebServiceResponse
{
    /// <summary>What SNS calls the message.</summary>
    public string MessageId { get; set; } = "";
}
