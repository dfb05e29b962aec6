using DriftStream.Aws;

namespace Amazon.SQS;

/// <summary>How to reach Amazon SQS.</summary>
internal sealed class AmazonSQSConfig() : AwsJsonConfig(Sqs)
{
    private static readonly AwsJsonService Sqs = new("SQS", "sqs", "2012-11-05", "AmazonSQS", "1.0");
}
