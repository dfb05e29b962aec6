using Amazon.Runtime;

namespace Amazon.SQS.Model;

internal sealed class PurgeQueueRequest : AmazonSQSRequest
{
    public string? QueueUrl { get; set; }
}

internal sealed class PurgeQueueResponse : AmazonWebServiceResponse;
