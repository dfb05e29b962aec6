using System.Text.Json;
using Amazon.CloudTrail.Model;
using Amazon.Runtime;
using DriftStream.Aws;

namespace Amazon.CloudTrail;

/// <summary>Calls CloudTrail with the SDK's own credentials, signing and connections.</summary>
internal sealed class AmazonCloudTrailClient : AwsJsonClient, IAmazonCloudTrail
{
    private static readonly JsonSerializerOptions Wire = AwsJsonWire.For(CloudTrailJson.Default);

    /// <param name="credentials">Null asks the SDK's credential chain.</param>
    /// <param name="config">How to reach it.</param>
    public AmazonCloudTrailClient(AWSCredentials? credentials, AmazonCloudTrailConfig config)
        : base(credentials, config, Wire)
    {
    }

    /// <inheritdoc/>
    public Task<LookupEventsResponse> LookupEventsAsync(LookupEventsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<LookupEventsRequest, LookupEventsResponse>(request, cancellationToken);

    /// <inheritdoc/>
    public Task<ListPublicKeysResponse> ListPublicKeysAsync(ListPublicKeysRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<ListPublicKeysRequest, ListPublicKeysResponse>(request, cancellationToken);

    /// <inheritdoc/>
    protected override AmazonServiceException ToException(AwsError error) => new AmazonCloudTrailException(error);
}
