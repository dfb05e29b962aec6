using Amazon.Runtime;

namespace Amazon.SQS.Model;

internal sealed class GetQueueAttributesRequest : AmazonSQSRequest
{
    public string? QueueUrl { get; set; }

    public List<string>? AttributeNames { get; set; }
}

internal sealed class GetQueueAttributesResponse : AmazonWebServiceResponse
{
    public Dictionary<string, string>? Attributes { get; set; }
}
