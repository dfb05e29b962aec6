using Amazon.Runtime;

namespace Amazon.SQS.Model;

internal sealed class ListQueuesRequest : AmazonSQSRequest
{
    public string? QueueNamePrefix { get; set; }
}

internal sealed class ListQueuesResponse : AmazonWebServiceResponse
{
    public List<string>? QueueUrls { get; set; }
}
