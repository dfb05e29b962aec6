using Amazon.Runtime;
using DriftStream.Aws;

namespace Amazon.CloudTrail;

/// <summary>CloudTrail refused a call.</summary>
internal sealed class AmazonCloudTrailException(AwsError error)
    : AmazonServiceException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status);
