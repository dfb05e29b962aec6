using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace DriftStream.Aws;

/// <summary>Reads a typed response out of XML, or the error that came instead.</summary>
internal sealed class AwsQueryUnmarshaller<TResponse>(Action<TResponse, string, string> read, Func<AwsError, AmazonServiceException> toException) : XmlResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        var response = new TResponse();
        while (input.Read())
        {
            if (input.IsStartElement)
            {
                var path = input.CurrentPath;
                read(response, path[(path.LastIndexOf('/') + 1)..], input.ReadText());
            }
        }

        return response;
    }

    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(input);
        return toException(new(error.Code ?? "", error.Code ?? "", error.Message, error.Type, error.RequestId, statusCode, innerException));
    }
}
