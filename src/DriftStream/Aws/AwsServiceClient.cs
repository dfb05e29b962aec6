using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace DriftStream.Aws;

/// <summary>
/// A small typed client of an AWS service. Only the wire format is ours; credentials, signing, clock skew, retries
/// and connections are the SDK's own pipeline, the one its published service packages are built on.
/// </summary>
/// <param name="credentials">Null asks the SDK's credential chain.</param>
/// <param name="config">The service and how to reach it.</param>
internal abstract class AwsServiceClient(AWSCredentials? credentials, AwsServiceConfig config) : AmazonServiceClient(credentials, config)
{
    protected override IServiceMetadata ServiceMetadata { get; } = new PlainMetadata();

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new RegionalEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4Signing());
    }

    /// <summary>The service's own exception of an error response.</summary>
    protected abstract AmazonServiceException ToException(AwsError error);

    private sealed class PlainMetadata : IServiceMetadata
    {
        public string ServiceId => "DriftStream";

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
    }
}
