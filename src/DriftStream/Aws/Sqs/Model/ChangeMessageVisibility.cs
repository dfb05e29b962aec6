using Amazon.Runtime;

namespace Amazon.SQS.Model;

internal sealed class ChangeMessageVisibilityRequest : AmazonSQSRequest
{
    public string? QueueUrl { get; set; }

    public string? ReceiptHandle { get; set; }

    public int? VisibilityTimeout { get; set; }
}

internal sealed class ChangeMessageVisibilityResponse : AmazonWebServiceResponse;
