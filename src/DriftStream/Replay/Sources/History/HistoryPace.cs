using Amazon.Runtime;

namespace DriftStream.Replay.Sources.History;

/// <summary>Calls of one account and region, one after another and no faster than CloudTrail answers.</summary>
/// <remarks>https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html: two calls a second for an account and region.</remarks>
internal sealed class HistoryPace(TimeProvider time) : IDisposable
{
    private const int MostTries = 8;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);
    private static readonly string[] Throttled = ["ThrottlingException", "Throttling", "TooManyRequestsException", "RequestLimitExceeded"];

    private readonly SemaphoreSlim _turn = new(1);
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    /// <summary>Makes a call when its turn comes, and again where CloudTrail was asked too fast.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            for (var tries = 1; ; tries++)
            {
                await WaitAsync(cancellation);
                try
                {
                    return await call(cancellation);
                }
                catch (Exception refused) when (tries < MostTries && !cancellation.IsCancellationRequested && MayPass(refused))
                {
                    _next = time.GetUtcNow() + (Between * (1 << tries));
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task WaitAsync(CancellationToken cancellation)
    {
        var wait = _next - time.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellation);
        }

        _next = time.GetUtcNow() + Between;
    }

    private static bool MayPass(Exception failure) => failure switch
    {
        AmazonServiceException answer => Throttled.Contains(answer.ErrorCode) || (int)answer.StatusCode >= 500,
        HttpRequestException or IOException or TaskCanceledException => true,
        _ => false,
    };
}
