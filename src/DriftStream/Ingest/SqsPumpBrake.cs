using Microsoft.Extensions.Options;

namespace DriftStream.Ingest;

/// <summary>
/// Slows receiving down while nothing at all succeeds: with the ledger away, going on at full speed would use up the
/// receive counts of good messages and send them to the dead-letter queue.
/// </summary>
internal sealed partial class SqsPumpBrake(IOptions<QueueOptions> options, TimeProvider time, ILogger<SqsPumpBrake> logger)
{
    private const int LongestPauseSeconds = 60;

    private int _failuresInARow;

    /// <summary>Whether receiving is slowed down: one message at a time, after a pause.</summary>
    public bool IsOn => Excess >= 0;

    private int Excess => Volatile.Read(ref _failuresInARow) - options.Value.Concurrency;

    public void Succeeded()
    {
        if (Interlocked.Exchange(ref _failuresInARow, 0) >= options.Value.Concurrency)
        {
            Released();
        }
    }

    /// <summary>A message failed for a reason that is not its own.</summary>
    public void Failed()
    {
        var inARow = Interlocked.Increment(ref _failuresInARow);
        if (inARow == options.Value.Concurrency)
        {
            Applied(inARow);
        }
    }

    /// <summary>Returns at once, or after a pause that grows from 1 to 60 seconds.</summary>
    public Task PauseAsync(CancellationToken stopping)
    {
        var excess = Excess;
        return excess < 0
            ? Task.CompletedTask
            : Task.Delay(TimeSpan.FromSeconds(Math.Min(1 << Math.Min(excess, 6), LongestPauseSeconds)), time, stopping);
    }

    [LoggerMessage(1040, LogLevel.Error, "The last {Count} messages all failed; receiving slows down until one succeeds")]
    private partial void Applied(int count);

    [LoggerMessage(1041, LogLevel.Information, "A message succeeded; receiving goes on at full speed")]
    private partial void Released();
}
