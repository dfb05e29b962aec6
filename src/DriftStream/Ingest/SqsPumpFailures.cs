using Amazon.SQS.Model;
using Microsoft.Extensions.Options;

namespace DriftStream.Ingest;

/// <summary>
/// Gives a message that failed back to the queue, hidden for longer each time. How often it is tried, and that it ends in
/// the dead-letter queue, is the queue's redrive policy.
/// </summary>
internal sealed partial class SqsPumpFailures(
    SqsPumpQueue queue,
    SqsPumpBrake brake,
    IOptions<QueueOptions> options,
    ILogger<SqsPumpFailures> logger)
{
    public async Task GiveBackAsync(Message message, string receipt, Exception problem, CancellationToken work)
    {
        var count = SqsPumpQueue.ReceiveCountOf(message);
        var delay = work.IsCancellationRequested ? TimeSpan.Zero : DelayAfter(count);
        Tell(problem, message.MessageId, count, delay, work);
        try
        {
            var failed = await queue.HideAsync([receipt], delay, CancellationToken.None);
            if (failed is [var entry, ..])
            {
                NotGivenBack(message.MessageId, entry.Code);
            }
        }
        catch (Exception fault)
        {
            NotGivenBack(message.MessageId, fault.Message);
        }
    }

    private void Tell(Exception problem, string? messageId, int count, TimeSpan delay, CancellationToken work)
    {
        if (work.IsCancellationRequested)
        {
            GivenBack(messageId);
        }
        else if (problem is UnreadableMessageException)
        {
            Unreadable(messageId, problem.Message, count, delay);
        }
        else
        {
            brake.Failed();
            Failed(problem, messageId, count, delay);
        }
    }

    private TimeSpan DelayAfter(int receiveCount)
    {
        var (first, longest) = (options.Value.FirstRetry, options.Value.LongestRetry);
        var doublings = Math.Clamp(receiveCount - 1, 0, 20);
        return first > longest / (1 << doublings) ? longest : first * (1 << doublings);
    }

    [LoggerMessage(1010, LogLevel.Warning, "Message {MessageId} failed at receive {Count}; it comes back in {Delay}")]
    private partial void Failed(Exception problem, string? messageId, int count, TimeSpan delay);

    [LoggerMessage(1011, LogLevel.Warning, "Message {MessageId} cannot be read at receive {Count}: {Problem} It comes back in {Delay}, and goes to the dead-letter queue in the end")]
    private partial void Unreadable(string? messageId, string problem, int count, TimeSpan delay);

    [LoggerMessage(1012, LogLevel.Information, "Message {MessageId} was not finished before the stop; it is given back to the queue")]
    private partial void GivenBack(string? messageId);

    [LoggerMessage(1013, LogLevel.Warning, "Message {MessageId} could not be given back ({Problem}); it comes back when its visibility timeout ends")]
    private partial void NotGivenBack(string? messageId, string? problem);
}
