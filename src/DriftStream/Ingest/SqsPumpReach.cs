namespace DriftStream.Ingest;

/// <summary>Keeps trying a queue that cannot be read, and says once what is wrong and once that it is over.</summary>
internal sealed partial class SqsPumpReach(
    SqsPumpQueue queue,
    QueueStatus status,
    TimeProvider time,
    ILogger<SqsPumpReach> logger)
{
    /// <summary>Asks until the queue answers; null when the process stops first.</summary>
    public async Task<SqsPumpTraits?> ConnectAsync(CancellationToken stopping)
    {
        for (var failures = 1; !stopping.IsCancellationRequested; failures++)
        {
            try
            {
                var traits = await queue.DescribeAsync(stopping);
                Reached();
                return traits;
            }
            catch (Exception problem) when (!stopping.IsCancellationRequested)
            {
                await WaitAfterAsync(problem, failures, stopping);
            }
        }

        return null;
    }

    /// <summary>The queue answered.</summary>
    public void Reached()
    {
        if (status.Reached(time.GetUtcNow()) is not null)
        {
            ReachableAgain(queue.Url);
        }
    }

    /// <summary>The queue did not answer, for the so manieth time in a row; returns when it is time to ask again, or to stop.</summary>
    public async Task WaitAfterAsync(Exception problem, int failures, CancellationToken stopping)
    {
        var fault = SqsFaults.Judge(problem, queue.Url);
        var wait = fault.WaitAfter(failures);
        if (status.Failed(fault.Sentence))
        {
            CannotBeRead(fault.Sentence);
        }

        Failed(problem, failures, wait);
        await Task.Delay(wait, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(1001, LogLevel.Warning, "{Problem} DriftStream keeps trying; nothing is lost, events wait in the queue")]
    private partial void CannotBeRead(string problem);

    [LoggerMessage(1002, LogLevel.Information, "The queue {Queue} can be read again")]
    private partial void ReachableAgain(Uri queue);

    [LoggerMessage(1003, LogLevel.Debug, "Failure {Count} in a row, next try in {Wait}")]
    private partial void Failed(Exception problem, int count, TimeSpan wait);
}
