namespace DriftStream.Aws;

/// <summary>What tells one AWS service from another.</summary>
/// <param name="Id">The name under which the SDK looks up settings, e.g. <c>AWS_ENDPOINT_URL_SQS</c>.</param>
/// <param name="EndpointPrefix">First part of the host name; also the service in the signature's scope.</param>
/// <param name="ApiVersion">The date of the API.</param>
internal record AwsService(string Id, string EndpointPrefix, string ApiVersion);
