using DriftStream.Aws;

namespace Amazon.CloudTrail;

/// <summary>How to reach AWS CloudTrail.</summary>
internal sealed class AmazonCloudTrailConfig() : AwsJsonConfig(Trail)
{
    private static readonly AwsJsonService Trail =
        new("CloudTrail", "cloudtrail", "2013-11-01", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101", "1.1");
}
