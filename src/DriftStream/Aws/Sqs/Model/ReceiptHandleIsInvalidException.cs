using DriftStream.Aws;

namespace Amazon.SQS.Model;

/// <summary>The handle belongs to no message that is being worked on.</summary>
internal sealed class ReceiptHandleIsInvalidException(AwsError error) : AmazonSQSException(error);
