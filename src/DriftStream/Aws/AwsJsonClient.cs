using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace DriftStream.Aws;

/// <summary>
/// A small typed client of an AWS JSON service. Only the wire format is ours; credentials, signing, clock skew, retries
/// and connections are the SDK's own pipeline, the one its published service packages are built on.
/// </summary>
internal abstract class AwsJsonClient : AmazonServiceClient
{
    private readonly AwsJsonService _service;
    private readonly JsonSerializerOptions _wire;

    /// <param name="credentials">Null asks the SDK's credential chain.</param>
    /// <param name="config">The service and how to reach it.</param>
    /// <param name="wire">From <see cref="AwsJsonWire.For"/>.</param>
    protected AwsJsonClient(AWSCredentials? credentials, AwsJsonConfig config, JsonSerializerOptions wire)
        : base(credentials, config)
    {
        _service = config.Service;
        _wire = wire;
    }

    protected override IServiceMetadata ServiceMetadata { get; } = new AwsJsonMetadata();

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new RegionalEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4Signing());
    }

    protected Task<TResponse> CallAsync<TRequest, TResponse>(TRequest request, CancellationToken cancellationToken)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new()
    {
        var options = new InvokeOptions
        {
            RequestMarshaller = new AwsJsonMarshaller<TRequest>(_service, _wire),
            ResponseUnmarshaller = new AwsJsonUnmarshaller<TResponse>(_wire, ToException),
        };
        return InvokeAsync<TResponse>(request, options, cancellationToken);
    }

    protected abstract AmazonServiceException ToException(AwsError error);

    private sealed class AwsJsonMetadata : IServiceMetadata
    {
        public string ServiceId => "DriftStream";

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
    }
}
