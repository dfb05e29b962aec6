using Amazon.Runtime;
using Amazon.SQS;

namespace DriftStream.Tests.LocalAws;

/// <summary>An SQS server that the conformance suite asks.</summary>
/// <param name="Endpoint">Where it listens.</param>
/// <param name="PassTime">Lets time pass where that can be ordered; where it cannot, long polls wait it out.</param>
internal sealed record SqsServerUnderTest(Uri Endpoint, Action<TimeSpan> PassTime) : IDisposable
{
    public IAmazonSQS Client { get; } = ClientOf(Endpoint, LocalAwsServer.Secret);

    public static IAmazonSQS ClientOf(Uri endpoint, string secret) => new AmazonSQSClient(
        new BasicAWSCredentials(LocalAwsServer.AccessKey, secret),
        new AmazonSQSConfig { ServiceURL = endpoint.AbsoluteUri, AuthenticationRegion = LocalAwsServer.Region, MaxErrorRetry = 0 });

    public void Dispose() => Client.Dispose();
}
