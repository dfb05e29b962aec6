using System.Net;
using Amazon.Runtime;

namespace DriftStream.Gaps;

/// <summary>Says in one sentence why events of a gap cannot be fetched, and when it is worth another try.</summary>
internal static class CatchUpFaults
{
    private static readonly TimeSpan UntilSomebodyActs = TimeSpan.FromHours(1);
    private static readonly TimeSpan UntilItPasses = TimeSpan.FromMinutes(5);

    /// <summary>No client may look there.</summary>
    public static (string Sentence, TimeSpan Wait) NoWay(FeedPlace place) => (
        $"The account {place.Account} is not the one of DriftStream's credentials: set {GapOptions.Section}:LookupRole to a role there that may call cloudtrail:LookupEvents. The gap stays until then.",
        UntilSomebodyActs);

    /// <summary>What a call threw; null where it is not about AWS.</summary>
    public static (string Sentence, TimeSpan Wait)? Of(Exception failure, FeedPlace place) => failure switch
    {
        AmazonServiceException { ErrorCode: "AccessDeniedException" or "AccessDenied" or "UnauthorizedOperation" } => (
            $"AWS does not allow cloudtrail:LookupEvents in {place}: grant it to the role that DriftStream runs as, or to {GapOptions.Section}:LookupRole. The gap stays until then.",
            UntilSomebodyActs),
        AmazonServiceException { StatusCode: >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests } answer => (
            $"CloudTrail in {place} answered {(int)answer.StatusCode}; it is asked again.", UntilItPasses),
        AmazonServiceException answer => ($"CloudTrail in {place} refused the look-up ({answer.ErrorCode}); it is asked again.", UntilItPasses),
        AmazonClientException => ($"No usable AWS credentials were found to look events up in {place}: set them as for the queue. The gap stays until then.", UntilSomebodyActs),
        HttpRequestException or IOException or TaskCanceledException => ($"CloudTrail in {place} cannot be reached; it is asked again.", UntilItPasses),
        _ => null,
    };
}
