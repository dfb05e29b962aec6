using DriftStream.Aws;

namespace Amazon.SQS.Model;

/// <summary>Too many messages are being worked on at once (120,000 for a standard queue).</summary>
internal sealed class OverLimitException(AwsError error) : AmazonSQSException(error);
