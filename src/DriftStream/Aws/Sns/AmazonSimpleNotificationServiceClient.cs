using Amazon.Runtime;
using Amazon.SimpleNotificationService.Model;
using DriftStream.Aws;

namespace Amazon.SimpleNotificationService;

/// <summary>Calls SNS with the SDK's own credentials, signing and connections.</summary>
/// <param name="credentials">Null asks the SDK's credential chain.</param>
/// <param name="config">How to reach it.</param>
internal sealed class AmazonSimpleNotificationServiceClient(AWSCredentials? credentials, AmazonSimpleNotificationServiceConfig config)
    : AwsQueryClient(credentials, config, AmazonSimpleNotificationServiceConfig.Sns), IAmazonSimpleNotificationService
{
    /// <inheritdoc/>
    public Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<PublishRequest, PublishResponse>(request, Fields, (response, element, text) => response.MessageId = element == nameof(response.MessageId) ? text : response.MessageId, cancellationToken);

    /// <inheritdoc/>
    protected override AmazonServiceException ToException(AwsError error) => new AmazonSimpleNotificationServiceException(error);

    private static IEnumerable<KeyValuePair<string, string>> Fields(PublishRequest request)
    {
        (string Name, string? Value)[] plain =
        [
            ("TopicArn", request.TopicArn), ("Message", request.Message), ("Subject", request.Subject),
            ("MessageGroupId", request.MessageGroupId), ("MessageDeduplicationId", request.MessageDeduplicationId),
        ];
        var attributes = request.MessageAttributes.SelectMany((a, i) => new (string Name, string? Value)[]
        {
            ($"MessageAttributes.entry.{i + 1}.Name", a.Key), ($"MessageAttributes.entry.{i + 1}.Value.DataType", "String"), ($"MessageAttributes.entry.{i + 1}.Value.StringValue", a.Value),
        });
        return plain.Concat(attributes).Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Name, f.Value!));
    }
}
