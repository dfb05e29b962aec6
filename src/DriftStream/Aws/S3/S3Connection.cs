using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace DriftStream.Aws.S3;

/// <summary>How S3 is reached.</summary>
internal sealed record S3Connection
{
    // Any region answers where a bucket lies, and this one every partition of the public cloud has credentials for.
    private const string FirstAsked = "us-east-1";

    /// <summary>The bucket's region; null: the environment's, until S3 names another.</summary>
    public string? Region { get; init; }

    /// <summary>The role to take first; null or empty: the process's own credentials.</summary>
    public string? RoleArn { get; init; }

    /// <summary>What the role's owner asks for besides.</summary>
    public string? ExternalId { get; init; }

    /// <summary>A client for the bucket's region. An endpoint of one's own comes from AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL.</summary>
    /// <param name="connections">How connections are made.</param>
    /// <param name="region">The region that S3 named; null where it was not asked yet.</param>
    public IAmazonS3 Client(HttpClientFactory connections, string? region = null)
    {
        var place = region ?? Region ?? FallbackRegionFactory.GetRegionEndpoint()?.SystemName ?? FirstAsked;
        var config = new AmazonS3Config
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(place),
            AuthenticationRegion = place,
            HttpClientFactory = connections,
            Timeout = TimeSpan.FromMinutes(2),
            MaxErrorRetry = 0,
        };

        // Servers other than AWS's have no host name for each bucket.
        config.ForcePathStyle = !string.IsNullOrEmpty(config.ServiceURL);
        return new AmazonS3Client(AwsRole.Credentials(RoleArn, ExternalId), config);
    }
}
