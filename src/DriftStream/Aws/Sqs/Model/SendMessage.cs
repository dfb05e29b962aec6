using Amazon.Runtime;

namespace Amazon.SQS.Model;

internal sealed class SendMessageRequest : AmazonSQSRequest
{
    public string? QueueUrl { get; set; }

    public string? MessageBody { get; set; }

    public int? DelaySeconds { get; set; }

    public Dictionary<string, MessageAttributeValue>? MessageAttributes { get; set; }
}

internal sealed class SendMessageResponse : AmazonWebServiceResponse
{
    public string? MessageId { get; set; }

    public string? MD5OfMessageBody { get; set; }
}
