using Amazon.Runtime;

namespace Amazon.SQS.Model;

internal sealed class ChangeMessageVisibilityBatchRequest : AmazonSQSRequest
{
    public string? QueueUrl { get; set; }

    public List<ChangeMessageVisibilityBatchRequestEntry>? Entries { get; set; }
}

internal sealed class ChangeMessageVisibilityBatchRequestEntry
{
    public string? Id { get; set; }

    public string? ReceiptHandle { get; set; }

    public int? VisibilityTimeout { get; set; }
}

internal sealed class ChangeMessageVisibilityBatchResponse : AmazonWebServiceResponse
{
    public List<ChangeMessageVisibilityBatchResultEntry>? Successful { get; set; }

    public List<BatchResultErrorEntry>? Failed { get; set; }
}

internal sealed class ChangeMessageVisibilityBatchResultEntry
{
    public string? Id { get; set; }
}
