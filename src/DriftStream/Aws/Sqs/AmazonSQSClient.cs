using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS.Model;
using DriftStream.Aws;

namespace Amazon.SQS;

/// <summary>Calls SQS at the service's endpoint; the queue's URL travels in the request.</summary>
internal sealed class AmazonSQSClient : AwsJsonClient, IAmazonSQS
{
    private static readonly JsonSerializerOptions Wire = AwsJsonWire.For(SqsJson.Default);

    public AmazonSQSClient(AmazonSQSConfig config)
        : base(null, config, Wire)
    {
    }

    public AmazonSQSClient(AWSCredentials credentials, AmazonSQSConfig config)
        : base(credentials, config, Wire)
    {
    }

    public Task<CreateQueueResponse> CreateQueueAsync(CreateQueueRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<CreateQueueRequest, CreateQueueResponse>(request, cancellationToken);

    public Task<ListQueuesResponse> ListQueuesAsync(ListQueuesRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<ListQueuesRequest, ListQueuesResponse>(request, cancellationToken);

    public Task<GetQueueUrlResponse> GetQueueUrlAsync(GetQueueUrlRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<GetQueueUrlRequest, GetQueueUrlResponse>(request, cancellationToken);

    public Task<GetQueueAttributesResponse> GetQueueAttributesAsync(GetQueueAttributesRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<GetQueueAttributesRequest, GetQueueAttributesResponse>(request, cancellationToken);

    public Task<SetQueueAttributesResponse> SetQueueAttributesAsync(SetQueueAttributesRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<SetQueueAttributesRequest, SetQueueAttributesResponse>(request, cancellationToken);

    public Task<PurgeQueueResponse> PurgeQueueAsync(PurgeQueueRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<PurgeQueueRequest, PurgeQueueResponse>(request, cancellationToken);

    public Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<SendMessageRequest, SendMessageResponse>(request, cancellationToken);

    public Task<SendMessageBatchResponse> SendMessageBatchAsync(SendMessageBatchRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<SendMessageBatchRequest, SendMessageBatchResponse>(request, cancellationToken);

    public Task<ReceiveMessageResponse> ReceiveMessageAsync(ReceiveMessageRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<ReceiveMessageRequest, ReceiveMessageResponse>(request, cancellationToken);

    public Task<DeleteMessageResponse> DeleteMessageAsync(DeleteMessageRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<DeleteMessageRequest, DeleteMessageResponse>(request, cancellationToken);

    public Task<DeleteMessageBatchResponse> DeleteMessageBatchAsync(DeleteMessageBatchRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<DeleteMessageBatchRequest, DeleteMessageBatchResponse>(request, cancellationToken);

    public Task<ChangeMessageVisibilityResponse> ChangeMessageVisibilityAsync(ChangeMessageVisibilityRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<ChangeMessageVisibilityRequest, ChangeMessageVisibilityResponse>(request, cancellationToken);

    public Task<ChangeMessageVisibilityBatchResponse> ChangeMessageVisibilityBatchAsync(ChangeMessageVisibilityBatchRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchResponse>(request, cancellationToken);

    protected override AmazonServiceException ToException(AwsError error) => error.Shape switch
    {
        "QueueDoesNotExist" => new QueueDoesNotExistException(error),
        "ReceiptHandleIsInvalid" => new ReceiptHandleIsInvalidException(error),
        "MessageNotInflight" => new MessageNotInflightException(error),
        "OverLimit" => new OverLimitException(error),
        _ => new AmazonSQSException(error),
    };
}
