using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using DriftStream.Network;

namespace DriftStream.Ingest;

/// <summary>The one table that says what each failure of SQS means. None of them ends the process: the queue keeps its messages.</summary>
internal static class SqsFaults
{
    private const string WrongCredentials = "AWS does not accept the credentials: check the access key, its secret and that it is active";
    private const string ExpiredCredentials = "the AWS credentials have expired: renew them, e.g. with aws sso login";
    private const string WrongClock = "AWS finds the request's time wrong: set this machine's clock";
    private const string NotAllowed =
        "AWS does not allow it: grant sqs:ReceiveMessage, sqs:DeleteMessage, sqs:ChangeMessageVisibility and sqs:GetQueueAttributes on the queue";
    private const string KeyNotUsable = "the queue's KMS key cannot be used: grant kms:Decrypt on it and check that it is enabled";
    private const string Missing = "there is no such queue: check Queue:Url, its account and its region";
    private const string Throttled = "AWS throttles the calls";

    // Under the code that the client shows, which is the one of the Query protocol where the answer carries that, and under
    // the name in SQS's model, which servers that only speak like SQS send alone.
    private static readonly Dictionary<string, (SqsFaultKind Kind, string Meaning)> ByCode = new()
    {
        // The queue is deleted or never was; it may be created while DriftStream waits.
        ["QueueDoesNotExist"] = (SqsFaultKind.Standing, Missing),
        ["AWS.SimpleQueueService.NonExistentQueue"] = (SqsFaultKind.Standing, Missing),
        ["InvalidAddress"] = (SqsFaultKind.Standing, Missing),

        // A policy must change; new policies take minutes to work, so giving up would be wrong.
        ["AccessDenied"] = (SqsFaultKind.Standing, NotAllowed),
        ["AccessDeniedException"] = (SqsFaultKind.Standing, NotAllowed),
        ["InvalidSecurity"] = (SqsFaultKind.Standing, NotAllowed),
        ["KMS.AccessDeniedException"] = (SqsFaultKind.Standing, KeyNotUsable),
        ["KMS.DisabledException"] = (SqsFaultKind.Standing, KeyNotUsable),
        ["KMS.InvalidKeyUsageException"] = (SqsFaultKind.Standing, KeyNotUsable),
        ["KMS.InvalidStateException"] = (SqsFaultKind.Standing, KeyNotUsable),
        ["KMS.NotFoundException"] = (SqsFaultKind.Standing, KeyNotUsable),
        ["KMS.OptInRequired"] = (SqsFaultKind.Standing, KeyNotUsable),
        ["KMS.ThrottlingException"] = (SqsFaultKind.Passing, Throttled),
        ["KmsAccessDenied"] = (SqsFaultKind.Standing, KeyNotUsable),
        ["KmsDisabled"] = (SqsFaultKind.Standing, KeyNotUsable),
        ["KmsInvalidKeyUsage"] = (SqsFaultKind.Standing, KeyNotUsable),
        ["KmsInvalidState"] = (SqsFaultKind.Standing, KeyNotUsable),
        ["KmsNotFound"] = (SqsFaultKind.Standing, KeyNotUsable),
        ["KmsOptInRequired"] = (SqsFaultKind.Standing, KeyNotUsable),
        ["KmsThrottled"] = (SqsFaultKind.Passing, Throttled),

        // Mounted or refreshed credentials are picked up by the SDK without a restart.
        ["InvalidClientTokenId"] = (SqsFaultKind.Standing, WrongCredentials),
        ["UnrecognizedClientException"] = (SqsFaultKind.Standing, WrongCredentials),
        ["InvalidAccessKeyId"] = (SqsFaultKind.Standing, WrongCredentials),
        ["SignatureDoesNotMatch"] = (SqsFaultKind.Standing, WrongCredentials),
        ["InvalidSignatureException"] = (SqsFaultKind.Standing, WrongCredentials),
        ["MissingAuthenticationToken"] = (SqsFaultKind.Standing, WrongCredentials),
        ["ExpiredToken"] = (SqsFaultKind.Standing, ExpiredCredentials),
        ["ExpiredTokenException"] = (SqsFaultKind.Standing, ExpiredCredentials),
        ["RequestExpired"] = (SqsFaultKind.Standing, WrongClock),
        ["RequestTimeTooSkewed"] = (SqsFaultKind.Standing, WrongClock),

        // The SDK has already tried again; more patience is all it takes.
        ["RequestThrottled"] = (SqsFaultKind.Passing, Throttled),
        ["Throttling"] = (SqsFaultKind.Passing, Throttled),
        ["ThrottlingException"] = (SqsFaultKind.Passing, Throttled),
        ["TooManyRequestsException"] = (SqsFaultKind.Passing, Throttled),

        // 120,000 messages in flight: they come back as their visibility timeouts end.
        ["OverLimit"] = (SqsFaultKind.Passing, "too many messages of the queue are being worked on at once"),
    };

    /// <summary>Judges what a call to the queue threw.</summary>
    public static SqsFault Judge(Exception exception, Uri queue)
    {
        var (kind, meaning) = Known(exception);
        return new SqsFault(kind, $"The queue {queue} cannot be read: {meaning}.");
    }

    /// <summary>What a failure of any call to AWS means and what helps, as the beginning of a sentence.</summary>
    public static string Meaning(Exception exception) => Known(exception).Meaning;

    /// <summary>Whether AWS does not allow the call.</summary>
    public static bool IsRefusal(AmazonServiceException answer) =>
        answer.StatusCode == HttpStatusCode.Forbidden || (answer.ErrorCode is { } code && ByCode.TryGetValue(code, out var known) && known.Meaning == NotAllowed);

    private static (SqsFaultKind Kind, string Meaning) Known(Exception exception) => exception switch
    {
        AmazonServiceException { ErrorCode: { } code } when ByCode.TryGetValue(code, out var known) => known with { Meaning = $"{known.Meaning} ({code})" },
        AmazonServiceException { StatusCode: >= HttpStatusCode.InternalServerError } e => (SqsFaultKind.Passing, $"AWS answered {(int)e.StatusCode}"),
        AmazonServiceException { StatusCode: >= HttpStatusCode.BadRequest } e => (SqsFaultKind.Standing, $"AWS answered {(int)e.StatusCode} {e.ErrorCode}".TrimEnd()),
        _ when OutgoingFault.Untrusted(exception) is { } advice => (SqsFaultKind.Standing, advice),
        _ when IsNetwork(exception) => (SqsFaultKind.Passing, $"its service cannot be reached ({exception.GetBaseException().Message.TrimEnd('.')})"),
        AmazonClientException => (SqsFaultKind.Standing, "no usable AWS credentials were found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE (aws sso login renews its session), or run with a role"),
        _ => (SqsFaultKind.Passing, $"{exception.GetType().Name} ({exception.Message.TrimEnd('.')})"),
    };

    private static bool IsNetwork(Exception exception) =>
        exception is HttpRequestException or SocketException or IOException or TimeoutException or OperationCanceledException
        || (exception.InnerException is { } inner && IsNetwork(inner));
}
