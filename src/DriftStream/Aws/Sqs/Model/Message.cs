namespace Amazon.SQS.Model;

/// <summary>One message as received; collections are null where SQS sent none, as in version 4 of the published package.</summary>
internal sealed class Message
{
    public string? MessageId { get; set; }

    public string? ReceiptHandle { get; set; }

    public string? Body { get; set; }

    public string? MD5OfBody { get; set; }

    public Dictionary<string, string>? Attributes { get; set; }

    public Dictionary<string, MessageAttributeValue>? MessageAttributes { get; set; }
}
