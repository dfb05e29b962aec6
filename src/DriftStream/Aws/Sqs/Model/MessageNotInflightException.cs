using DriftStream.Aws;

namespace Amazon.SQS.Model;

/// <summary>The message is not being worked on any more: its visibility timeout ended.</summary>
internal sealed class MessageNotInflightException(AwsError error) : AmazonSQSException(error);
