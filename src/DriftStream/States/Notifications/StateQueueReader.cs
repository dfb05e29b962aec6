using Amazon.SQS;
using Amazon.SQS.Model;
using DriftStream.Ingest;
using DriftStream.States.Sources;
using DriftStream.States.Windows;

namespace DriftStream.States.Notifications;

/// <summary>Connects to the queue of a bucket's notifications.</summary>
internal delegate IAmazonSQS ConnectStateQueue(QueueAddress address);

/// <summary>Has states and locks looked at as soon as their bucket says that they were written. Messages are hints: lost, repeated or forged ones do no harm, because what counts is read from the bucket.</summary>
internal sealed partial class StateQueueReader(QueueAddress address, ConnectStateQueue connect, StateWakes wakes, TimeProvider clock, ILogger<StateQueueReader> logger) : BackgroundService
{
    private const int BatchSize = 10;
    private const int WaitSeconds = 20;

    private readonly string _url = address.Url.OriginalString;
    private string? _problem;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var sqs = connect(address);
        for (var failures = 0; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                await ReadAsync(sqs, stoppingToken);
                failures = 0;
                Reached();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                var fault = SqsFaults.Judge(problem, address.Url);
                Failed(fault.Sentence.Replace("check Queue:Url", "check StateQueue:Url", StringComparison.Ordinal));
                await Task.Delay(fault.WaitAfter(++failures), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ReadAsync(IAmazonSQS sqs, CancellationToken cancellation)
    {
        var request = new ReceiveMessageRequest { QueueUrl = _url, MaxNumberOfMessages = BatchSize, WaitTimeSeconds = WaitSeconds };
        var messages = (await sqs.ReceiveMessageAsync(request, cancellation)).Messages ?? [];
        foreach (var message in messages)
        {
            Hear(message);
        }

        if (messages.Count > 0)
        {
            await sqs.DeleteMessageBatchAsync(
                new DeleteMessageBatchRequest
                {
                    QueueUrl = _url,
                    Entries = [.. messages.Select((m, i) => new DeleteMessageBatchRequestEntry { Id = $"{i}", ReceiptHandle = m.ReceiptHandle })],
                },
                cancellation);
        }
    }

    private void Hear(Message message)
    {
        if (BucketNotification.Read(message.Body ?? "") is not { } written)
        {
            NotUnderstood(message.MessageId);
            return;
        }

        foreach (var place in written.Where(p => BucketLocks.IsLock(p) || StateKeys.MayBeState(p) is not null))
        {
            wakes.Wake(BucketLocks.StateOf(place));
        }
    }

    // Once for each reason, not at each try.
    private void Failed(string problem)
    {
        if (problem != _problem)
        {
            _problem = problem;
            CannotBeRead(problem);
        }
    }

    private void Reached()
    {
        if (_problem is not null)
        {
            _problem = null;
            ReachableAgain(address.Url);
        }
    }

    [LoggerMessage(1420, LogLevel.Warning, "{Problem} Until then changed states are noticed by listing their bucket every half minute")]
    private partial void CannotBeRead(string problem);

    [LoggerMessage(1421, LogLevel.Information, "The queue {Queue} of state notifications can be read again")]
    private partial void ReachableAgain(Uri queue);

    [LoggerMessage(1422, LogLevel.Warning, "Message {Message} in the queue of state notifications is no notification of a bucket, and is removed; StateQueue:Url must not be the queue of the events")]
    private partial void NotUnderstood(string message);
}
