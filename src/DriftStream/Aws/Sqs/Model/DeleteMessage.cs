using Amazon.Runtime;

namespace Amazon.SQS.Model;

internal sealed class DeleteMessageRequest : AmazonSQSRequest
{
    public string? QueueUrl { get; set; }

    public string? ReceiptHandle { get; set; }
}

internal sealed class DeleteMessageResponse : AmazonWebServiceResponse;
