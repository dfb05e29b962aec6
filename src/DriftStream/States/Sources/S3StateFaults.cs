using System.Net;
using Amazon.Runtime;
using DriftStream.Aws.S3;

namespace DriftStream.States.Sources;

/// <summary>What a failure of S3 means for whoever reads states, and what helps: not what helps who reads an archive.</summary>
internal static class S3StateFaults
{
    /// <summary>The failure of a call as a sentence.</summary>
    /// <param name="failure">What S3's client threw.</param>
    /// <param name="permission">What the call needs.</param>
    /// <param name="usual">The sentence for whoever reads anything.</param>
    public static string Sentence(Exception failure, string permission, string usual) => failure switch
    {
        AmazonServiceException { ErrorCode: "ExpiredToken" or "TokenRefreshRequired" } => "the AWS session has expired: sign in again",
        AmazonServiceException { ErrorCode: "PermanentRedirect" or "AuthorizationHeaderMalformed" or "TemporaryRedirect" } => "S3 leads from region to region: set AWS_REGION to the bucket's",
        AmazonServiceException { ErrorCode: "InvalidAccessKeyId" or "SignatureDoesNotMatch" } => usual,
        AmazonServiceException { ErrorCode: "InvalidRequest", StatusCode: HttpStatusCode.BadRequest } encrypted when encrypted.Message.Contains("Encryption", StringComparison.OrdinalIgnoreCase) =>
            "it is encrypted with a key of its owner (SSE-C): give that as SseCustomerKey of the state, or as AWS_SSE_CUSTOMER_KEY",
        AmazonServiceException { StatusCode: HttpStatusCode.Forbidden } refused => $"AWS does not allow {permission} on it ({refused.ErrorCode}): grant it, and kms:Decrypt where a key of yours encrypts it",
        _ => usual,
    };

    /// <summary>The failure of a download.</summary>
    public static StateSourceException Of(S3UnreadableException unreadable, string permission) =>
        new(unreadable.InnerException is { } cause ? Sentence(cause, permission, unreadable.Message) : unreadable.Message, unreadable);

    /// <summary>The object is not there.</summary>
    public static bool IsGone(S3UnreadableException unreadable) => unreadable.InnerException is AmazonServiceException { StatusCode: HttpStatusCode.NotFound };
}
