using System.Net;
using Amazon.Runtime;

namespace DriftStream.Aws.S3;

/// <summary>Asks again where S3 is busy or the connection broke; every wait is twice as long as the one before.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html</remarks>
internal sealed class S3Retry(TimeProvider time)
{
    /// <summary>How often something is tried in all.</summary>
    public const int Tries = 8;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private static readonly string[] Passing = ["SlowDown", "RequestTimeout", "RequestTimeTooSkewed", "InternalError", "ServiceUnavailable", "Throttling", "ThrottlingException"];

    /// <summary>Runs a call until it succeeds, fails for good, or was tried often enough.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await call(cancellation);
            }
            catch (Exception failure) when (tries < Tries && !cancellation.IsCancellationRequested && MayPass(failure))
            {
                await WaitAsync(tries, cancellation);
            }
        }
    }

    /// <summary>Waits before the next try.</summary>
    public Task WaitAsync(int tries, CancellationToken cancellation)
    {
        var wait = Shortest * (1 << Math.Min(tries - 1, 10));
        return Task.Delay(wait < Longest ? wait : Longest, time, cancellation);
    }

    /// <summary>Whether what arrived has another checksum than what was sent. The SDK has no type of its own for that.</summary>
    public static bool IsAltered(Exception failure) =>
        failure is AmazonClientException
        && (failure.Message.Contains("hash", StringComparison.OrdinalIgnoreCase) || failure.Message.Contains("checksum", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the same call may succeed later.</summary>
    public static bool MayPass(Exception failure) => failure switch
    {
        AmazonServiceException answer => answer.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError || Passing.Contains(answer.ErrorCode),
        HttpRequestException or IOException or TaskCanceledException or TimeoutException => true,
        AmazonClientException { InnerException: { } inner } => MayPass(inner),
        AmazonClientException altered => IsAltered(altered),
        _ => false,
    };
}
