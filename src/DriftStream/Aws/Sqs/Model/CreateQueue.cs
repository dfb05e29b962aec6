using Amazon.Runtime;

namespace Amazon.SQS.Model;

internal sealed class CreateQueueRequest : AmazonSQSRequest
{
    public string? QueueName { get; set; }

    public Dictionary<string, string>? Attributes { get; set; }
}

internal sealed class CreateQueueResponse : AmazonWebServiceResponse
{
    public string? QueueUrl { get; set; }
}
