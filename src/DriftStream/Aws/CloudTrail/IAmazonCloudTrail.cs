using Amazon.CloudTrail.Model;

namespace Amazon.CloudTrail;

/// <summary>What DriftStream asks CloudTrail; named as in AWS's published package, which can take its place.</summary>
internal interface IAmazonCloudTrail : IDisposable
{
    /// <summary>Management events of the last 90 days of one account and region, the newest first; two calls a second.</summary>
    public Task<LookupEventsResponse> LookupEventsAsync(LookupEventsRequest request, CancellationToken cancellationToken = default);

    /// <summary>The public keys whose other halves signed digests of one region in a span of time.</summary>
    public Task<ListPublicKeysResponse> ListPublicKeysAsync(ListPublicKeysRequest request, CancellationToken cancellationToken = default);
}
