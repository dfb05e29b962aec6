using Amazon.Runtime;

namespace Amazon.SQS.Model;

internal sealed class DeleteMessageBatchRequest : AmazonSQSRequest
{
    public string? QueueUrl { get; set; }

    public List<DeleteMessageBatchRequestEntry>? Entries { get; set; }
}

internal sealed class DeleteMessageBatchRequestEntry
{
    public string? Id { get; set; }

    public string? ReceiptHandle { get; set; }
}

internal sealed class DeleteMessageBatchResponse : AmazonWebServiceResponse
{
    public List<DeleteMessageBatchResultEntry>? Successful { get; set; }

    public List<BatchResultErrorEntry>? Failed { get; set; }
}

internal sealed class DeleteMessageBatchResultEntry
{
    public string? Id { get; set; }
}
