using System.Collections.Concurrent;
using System.Globalization;
using Amazon.SQS.Model;

namespace DriftStream.Ingest;

/// <summary>Keeps the messages that are being worked on hidden from other receivers.</summary>
internal sealed partial class SqsPumpVisibility(
    SqsPumpQueue queue,
    QueueStatus status,
    TimeProvider time,
    ILogger<SqsPumpVisibility> logger)
{
    private const double ExtendAfter = 0.6;
    private const int LooksPerTimeout = 10;

    // Receipt handle -> when the message was last hidden.
    private readonly ConcurrentDictionary<string, long> _running = new();

    public void Track(string receipt)
    {
        _running[receipt] = time.GetTimestamp();
        status.Started();
    }

    public void Forget(string receipt)
    {
        _running.TryRemove(receipt, out _);
        status.Finished();
    }

    /// <summary>Hides again, in batches, what has used 60 % of the queue's visibility timeout; runs until no work is left.</summary>
    public async Task RunAsync(TimeSpan timeout, CancellationToken finished)
    {
        using var timer = new PeriodicTimer(timeout / LooksPerTimeout, time);
        try
        {
            while (await timer.WaitForNextTickAsync(finished))
            {
                foreach (var batch in Due(timeout).Chunk(SqsPumpQueue.BatchSize))
                {
                    await ExtendAsync(batch, timeout, finished);
                }
            }
        }
        catch (OperationCanceledException) when (finished.IsCancellationRequested)
        {
            return;
        }
    }

    private IEnumerable<string> Due(TimeSpan timeout) =>
        _running.Where(running => time.GetElapsedTime(running.Value) >= timeout * ExtendAfter).Select(running => running.Key);

    private async Task ExtendAsync(string[] receipts, TimeSpan timeout, CancellationToken finished)
    {
        try
        {
            var now = time.GetTimestamp();
            var failed = await queue.HideAsync(receipts, timeout, finished);
            foreach (var receipt in receipts)
            {
                _running.TryUpdate(receipt, now, _running.GetValueOrDefault(receipt));
            }

            Extended(receipts.Length - failed.Count, timeout);
            Report(failed.Where(entry => _running.ContainsKey(receipts[int.Parse(entry.Id ?? "0", CultureInfo.InvariantCulture)])));
        }
        catch (Exception problem) when (!finished.IsCancellationRequested)
        {
            // The next look tries again; at worst a message is handed out twice, and the ledger takes it once.
            ExtendingFailed(problem.Message, receipts.Length);
        }
    }

    private void Report(IEnumerable<BatchResultErrorEntry> failed)
    {
        foreach (var entry in failed)
        {
            NotExtended(entry.Code);
        }
    }

    [LoggerMessage(1030, LogLevel.Debug, "{Count} messages stay hidden for another {Timeout}")]
    private partial void Extended(int count, TimeSpan timeout);

    [LoggerMessage(1031, LogLevel.Warning, "A message that is being worked on could not be kept hidden ({Code}): it may be received twice")]
    private partial void NotExtended(string? code);

    [LoggerMessage(1032, LogLevel.Warning, "{Count} messages that are being worked on could not be kept hidden: {Problem}")]
    private partial void ExtendingFailed(string problem, int count);
}
