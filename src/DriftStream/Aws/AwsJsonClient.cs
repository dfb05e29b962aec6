using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace DriftStream.Aws;

/// <summary>A small typed client of a service that speaks the AWS JSON protocol.</summary>
internal abstract class AwsJsonClient : AwsServiceClient
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
}
