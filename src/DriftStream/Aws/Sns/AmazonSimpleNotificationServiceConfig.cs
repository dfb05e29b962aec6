using DriftStream.Aws;

namespace Amazon.SimpleNotificationService;

/// <summary>How to reach Amazon SNS.</summary>
internal sealed class AmazonSimpleNotificationServiceConfig() : AwsServiceConfig(Sns)
{
    /// <summary>The service.</summary>
    public static AwsService Sns { get; } = new("SNS", "sns", "2010-03-31");
}
