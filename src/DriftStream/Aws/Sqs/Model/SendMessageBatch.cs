using Amazon.Runtime;

namespace Amazon.SQS.Model;

internal sealed class SendMessageBatchRequest : AmazonSQSRequest
{
    public string? QueueUrl { get; set; }

    public List<SendMessageBatchRequestEntry>? Entries { get; set; }
}

internal sealed class SendMessageBatchRequestEntry
{
    public string? Id { get; set; }

    public string? MessageBody { get; set; }

    public int? DelaySeconds { get; set; }

    public Dictionary<string, MessageAttributeValue>? MessageAttributes { get; set; }
}

internal sealed class SendMessageBatchResponse : AmazonWebServiceResponse
{
    public List<SendMessageBatchResultEntry>? Successful { get; set; }

    public List<BatchResultErrorEntry>? Failed { get; set; }
}

internal sealed class SendMessageBatchResultEntry
{
    public string? Id { get; set; }

    public string? MessageId { get; set; }

    public string? MD5OfMessageBody { get; set; }
}
