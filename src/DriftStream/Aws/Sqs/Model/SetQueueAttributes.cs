using Amazon.Runtime;

namespace Amazon.SQS.Model;

internal sealed class SetQueueAttributesRequest : AmazonSQSRequest
{
    public string? QueueUrl { get; set; }

    public Dictionary<string, string>? Attributes { get; set; }
}

internal sealed class SetQueueAttributesResponse : AmazonWebServiceResponse;
