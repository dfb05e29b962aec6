using System.Text.Json;
using Amazon.CloudTrail;
using Amazon.Runtime;
using DriftStream.Gaps;
using DriftStream.Tests.LocalAws;

namespace DriftStream.Tests.Gaps;

/// <summary>Records for the event history, and a client that asks it.</summary>
internal static class History
{
    public const string Account = "111122223333";
    public const string Region = "eu-west-1";

    public static readonly DateTimeOffset Start = new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero);
    public static readonly FeedPlace Place = new(Account, Region);

    public static string Record(string id, DateTimeOffset at, string name = "PutBucketTagging", string region = Region, bool readOnly = false, string user = "alice", string bucket = "acme-data") => JsonSerializer.Serialize(new
    {
        eventVersion = "1.11",
        userIdentity = new { type = "IAMUser", userName = user, accountId = Account },
        eventTime = $"{at.UtcDateTime:s}Z",
        eventSource = "s3.amazonaws.com",
        eventName = name,
        awsRegion = region,
        sourceIPAddress = "203.0.113.7",
        userAgent = "aws-cli/2.15.0",
        requestParameters = new { bucketName = bucket },
        eventID = id,
        readOnly,
        eventType = "AwsApiCall",
        recipientAccountId = Account,
        eventCategory = "Management",
    });

    public static IAmazonCloudTrail Client(LocalAwsServer aws, string region, string secret = LocalAwsServer.Secret)
    {
        var config = CloudTrailClients.Config(region);
        config.ServiceURL = aws.Endpoint.AbsoluteUri;
        config.AuthenticationRegion = region;
        return new AmazonCloudTrailClient(new BasicAWSCredentials(LocalAwsServer.AccessKey, secret), config);
    }
}
