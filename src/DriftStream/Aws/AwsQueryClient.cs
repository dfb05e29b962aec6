using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace DriftStream.Aws;

/// <summary>A small typed client of a service that speaks the AWS Query protocol: forms to it, XML back.</summary>
/// <param name="credentials">Null asks the SDK's credential chain.</param>
/// <param name="config">How to reach it.</param>
/// <param name="service">The service.</param>
internal abstract class AwsQueryClient(AWSCredentials? credentials, AwsServiceConfig config, AwsService service) : AwsServiceClient(credentials, config)
{
    /// <summary>Calls an operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="fields">The form, without operation and version.</param>
    /// <param name="read">Takes the text of an element of the answer, by the element's path.</param>
    /// <param name="cancellation">Ends it early.</param>
    protected Task<TResponse> CallAsync<TRequest, TResponse>(
        TRequest request, Func<TRequest, IEnumerable<KeyValuePair<string, string>>> fields, Action<TResponse, string, string> read, CancellationToken cancellation)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new()
    {
        var options = new InvokeOptions
        {
            RequestMarshaller = new AwsQueryMarshaller<TRequest>(service, fields),
            ResponseUnmarshaller = new AwsQueryUnmarshaller<TResponse>(read, ToException),
        };
        return InvokeAsync<TResponse>(request, options, cancellation);
    }
}
