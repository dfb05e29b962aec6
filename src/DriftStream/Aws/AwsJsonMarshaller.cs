using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace DriftStream.Aws;

/// <summary>Writes a typed request as a POST with the operation in <c>X-Amz-Target</c>.</summary>
internal sealed class AwsJsonMarshaller<TRequest>(AwsJsonService service, JsonSerializerOptions wire)
    : IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
{
    // The SDK's request types are all called after their operation.
    private static readonly string Operation = typeof(TRequest).Name[..^"Request".Length];

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var type = (JsonTypeInfo<TRequest>)wire.GetTypeInfo(typeof(TRequest));
        var request = new DefaultRequest(input, service.Id)
        {
            HttpMethod = HttpMethods.Post,
            ResourcePath = "/",
            Content = JsonSerializer.SerializeToUtf8Bytes((TRequest)input, type),
        };
        request.Headers["X-Amz-Target"] = $"{service.TargetPrefix}.{Operation}";
        request.Headers["Content-Type"] = $"application/x-amz-json-{service.JsonVersion}";
        return request;
    }
}
