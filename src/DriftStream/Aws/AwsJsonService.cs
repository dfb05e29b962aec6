namespace DriftStream.Aws;

/// <summary>What tells one AWS service that speaks the "AWS JSON" protocol from another.</summary>
/// <param name="Id">The name under which the SDK looks up settings, e.g. <c>AWS_ENDPOINT_URL_SQS</c>.</param>
/// <param name="EndpointPrefix">First part of the host name; also the service in the signature's scope.</param>
/// <param name="ApiVersion">The date of the API.</param>
/// <param name="TargetPrefix">What stands before the operation in <c>X-Amz-Target</c>.</param>
/// <param name="JsonVersion">1.0 or 1.1, as in the content type.</param>
internal sealed record AwsJsonService(
    string Id,
    string EndpointPrefix,
    string ApiVersion,
    string TargetPrefix,
    string JsonVersion) : AwsService(Id, EndpointPrefix, ApiVersion);
