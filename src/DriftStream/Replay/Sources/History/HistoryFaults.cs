using System.Net;
using Amazon.Runtime;
using DriftStream.Network;

namespace DriftStream.Replay.Sources.History;

/// <summary>Says in a sentence why CloudTrail told nothing, and what would help.</summary>
internal static class HistoryFaults
{
    /// <summary>The sentence; null where the failure is not about CloudTrail.</summary>
    public static string? Sentence(Exception failure, string region) => failure switch
    {
        AmazonServiceException answer => OfAnswer(answer, region),
        AmazonClientException { InnerException: HttpRequestException unreachable } => Unreachable(unreachable, region),
        AmazonClientException => "no usable AWS credentials were found: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give this machine a role",
        HttpRequestException unreachable => Unreachable(unreachable, region),
        TaskCanceledException or TimeoutException => $"CloudTrail in {region} did not answer in time",
        IOException => $"the connection to CloudTrail in {region} broke",
        _ => null,
    };

    private static string OfAnswer(AmazonServiceException answer, string region) => answer.ErrorCode switch
    {
        "ExpiredToken" or "ExpiredTokenException" or "TokenRefreshRequired" => "the AWS session has expired: sign in again and go on with --resume",
        "UnrecognizedClientException" or "InvalidClientTokenId" or "InvalidAccessKeyId" => $"AWS does not know the access key in {region}: check the credentials, and whether the region is switched on for the account",
        "AccessDeniedException" or "AccessDenied" or "UnauthorizedOperation" => $"AWS does not allow cloudtrail:LookupEvents in {region} ({answer.ErrorCode}): grant it to the principal, or name a role that may in Archive:RoleArn",
        _ when answer.StatusCode == HttpStatusCode.TooManyRequests || answer.ErrorCode.Contains("Throttling", StringComparison.Ordinal) =>
            $"CloudTrail in {region} is asked too often, perhaps by others in the account, too: try again later, with --resume to keep what was read",
        _ => $"CloudTrail in {region} refused it: {answer.ErrorCode} ({(int)answer.StatusCode})",
    };

    private static string Unreachable(HttpRequestException unreachable, string region) => $"CloudTrail in {region} cannot be reached: {OutgoingFault.Words(unreachable)}";
}
