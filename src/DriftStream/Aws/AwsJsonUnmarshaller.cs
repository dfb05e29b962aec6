using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace DriftStream.Aws;

/// <summary>Reads a typed response, or the error that came instead.</summary>
internal sealed class AwsJsonUnmarshaller<TResponse>(
    JsonSerializerOptions wire,
    Func<AwsError, AmazonServiceException> toException) : JsonResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var body = new MemoryStream();
        input.Stream.CopyTo(body);

        // Several operations answer with an empty body.
        if (body.Length == 0)
        {
            return new TResponse();
        }

        var type = (JsonTypeInfo<TResponse>)wire.GetTypeInfo(typeof(TResponse));
        return JsonSerializer.Deserialize(body.GetBuffer().AsSpan(0, (int)body.Length), type) ?? new TResponse();
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream, 4096, input.JsonMaxDepth);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        var shape = error.Code;

        // A header carries the code that the service's former XML protocol used; it replaces error.Code.
        AwsQueryCompatibleErrorHandler.ApplyQueryErrorHeader(error, input.ResponseData);
        return toException(new AwsError(
            shape ?? error.Code ?? "", error.Code ?? "", error.Message, error.Type, error.RequestId, statusCode, innerException));
    }
}
