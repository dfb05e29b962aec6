using Amazon.Runtime;
using DriftStream.Aws;

namespace Amazon.SQS;

/// <summary>SQS refused a call.</summary>
internal class AmazonSQSException(AwsError error)
    : AmazonServiceException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status);
