using DriftStream.Aws;

namespace Amazon.SQS.Model;

/// <summary>There is no such queue in this account and region.</summary>
internal sealed class QueueDoesNotExistException(AwsError error) : AmazonSQSException(error);
