using Amazon.Runtime;
using DriftStream.Aws;

namespace Amazon.SimpleNotificationService;

/// <summary>SNS refused a call.</summary>
internal sealed class AmazonSimpleNotificationServiceException(AwsError error)
    : AmazonServiceException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status);
