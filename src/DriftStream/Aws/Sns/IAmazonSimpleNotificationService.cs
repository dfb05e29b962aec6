using Amazon.SimpleNotificationService.Model;

namespace Amazon.SimpleNotificationService;

/// <summary>The part of Amazon SNS that is used here, by the names of the published package.</summary>
internal interface IAmazonSimpleNotificationService : IDisposable
{
    /// <summary>Sends a message to all who subscribe to a topic.</summary>
    /// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
    public Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default);
}
