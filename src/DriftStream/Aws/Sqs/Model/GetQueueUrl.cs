using Amazon.Runtime;

namespace Amazon.SQS.Model;

internal sealed class GetQueueUrlRequest : AmazonSQSRequest
{
    public string? QueueName { get; set; }
}

internal sealed class GetQueueUrlResponse : AmazonWebServiceResponse
{
    public string? QueueUrl { get; set; }
}
