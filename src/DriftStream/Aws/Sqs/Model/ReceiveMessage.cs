using Amazon.Runtime;

namespace Amazon.SQS.Model;

internal sealed class ReceiveMessageRequest : AmazonSQSRequest
{
    public string? QueueUrl { get; set; }

    public int? MaxNumberOfMessages { get; set; }

    public int? WaitTimeSeconds { get; set; }

    public int? VisibilityTimeout { get; set; }

    public List<string>? MessageSystemAttributeNames { get; set; }

    public List<string>? MessageAttributeNames { get; set; }
}

internal sealed class ReceiveMessageResponse : AmazonWebServiceResponse
{
    public List<Message>? Messages { get; set; }
}
