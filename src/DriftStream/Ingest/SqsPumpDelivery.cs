using System.Text;
using Amazon.SQS.Model;

namespace DriftStream.Ingest;

/// <summary>The way of one message: through the bus, then deleted or given back.</summary>
internal sealed class SqsPumpDelivery(
    EventDispatcher dispatcher,
    SqsPumpVisibility visibility,
    SqsPumpDeletions deletions,
    SqsPumpFailures failures,
    SqsPumpBrake brake,
    SqsPumpWatch watch)
{
    /// <summary>Never throws; what went wrong is in the log, and the message in the queue.</summary>
    public async Task DeliverAsync(Message message, CancellationToken work)
    {
        using var watched = watch.Begin(message);
        var receipt = message.ReceiptHandle ?? "";
        visibility.Track(receipt);
        var problem = await DispatchAsync(message, work);
        watch.Tell(watched, problem);
        if (problem is null)
        {
            brake.Succeeded();
            await deletions.AddAsync(receipt);
        }

        visibility.Forget(receipt);
        if (problem is not null)
        {
            await failures.GiveBackAsync(message, receipt, problem, work);
        }
    }

    private async Task<Exception?> DispatchAsync(Message message, CancellationToken work)
    {
        try
        {
            var body = Encoding.UTF8.GetBytes(message.Body ?? "");
            await dispatcher.DispatchAsync(body, message.MessageId ?? "", SqsPumpQueue.ReceiveCountOf(message), work);
            return null;
        }
        catch (Exception problem)
        {
            return problem;
        }
    }
}
