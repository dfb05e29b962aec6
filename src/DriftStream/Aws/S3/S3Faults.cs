using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using DriftStream.Network;

namespace DriftStream.Aws.S3;

/// <summary>Says in a sentence why S3 gave nothing, and what would help.</summary>
internal static class S3Faults
{
    /// <summary>Whether it is a fault of S3 or of the way to it.</summary>
    public static bool IsOne(Exception failure) =>
        failure is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TaskCanceledException or TimeoutException;

    /// <summary>The sentence.</summary>
    /// <param name="failure">What the call threw.</param>
    /// <param name="permission">What the call needs, e.g. <c>s3:GetObject</c>.</param>
    public static string Sentence(Exception failure, string permission) => failure switch
    {
        AmazonServiceException answer => OfAnswer(answer, permission),
        HttpRequestException unreachable => $"S3 cannot be reached: {OutgoingFault.Words(unreachable)}",
        TaskCanceledException or TimeoutException => "S3 did not answer in time",
        AmazonClientException { InnerException: HttpRequestException unreachable } => $"S3 cannot be reached: {OutgoingFault.Words(unreachable)}",
        AmazonClientException when S3Retry.IsAltered(failure) => $"what arrived is not what S3 sent, {S3Retry.Tries} times over: something on the way alters it",
        AmazonClientException => "no usable AWS credentials were found: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give this machine a role",
        _ => $"the connection to S3 broke: {failure.Message}",
    };

    private static string OfAnswer(AmazonServiceException answer, string permission) => answer.ErrorCode switch
    {
        "NoSuchBucket" => "there is no such bucket",
        "NoSuchKey" => "it is no longer there",
        "PreconditionFailed" => "it changed while it was read: start again",
        "InvalidObjectState" => "it lies in an archive class of S3: restore it first",
        "ExpiredToken" or "TokenRefreshRequired" => "the AWS session has expired: sign in again and go on with --resume",
        "InvalidAccessKeyId" or "InvalidClientTokenId" or "UnrecognizedClientException" => "AWS does not know the access key: check the credentials",
        "SignatureDoesNotMatch" => "AWS does not accept the signature: check the secret access key",
        "PermanentRedirect" or "AuthorizationHeaderMalformed" => $"the bucket lies in another region{Elsewhere(answer)}: set Archive:Region to it",
        "KMS.DisabledException" or "KMSDisabled" => "the KMS key that it is encrypted with is switched off",
        _ when answer.StatusCode == HttpStatusCode.Forbidden => $"AWS does not allow {permission} on it ({answer.ErrorCode}): grant it, and kms:Decrypt where a key of yours encrypts it",
        _ when S3Retry.MayPass(answer) => $"S3 still answered {answer.ErrorCode} ({(int)answer.StatusCode}) after {S3Retry.Tries} tries",
        _ => $"S3 refused it: {answer.ErrorCode} ({(int)answer.StatusCode})",
    };

    /// <summary>The region that S3 says the bucket lies in; null where it does not say.</summary>
    public static string? RegionNamed(AmazonServiceException answer) =>
        answer.InnerException is HttpErrorResponseException { Response: { } response } && response.GetHeaderValue("x-amz-bucket-region") is { Length: > 0 } region ? region : null;

    private static string Elsewhere(AmazonServiceException answer) => RegionNamed(answer) is { } region ? $", {region}" : "";
}
