using System.Diagnostics;
using Amazon.SQS.Model;
using DriftStream.Telemetry;

namespace DriftStream.Ingest;

/// <summary>Follows each message: its name in the log, its span, and how old it was when it was taken.</summary>
internal sealed class SqsPumpWatch(QueueAddress address, QueueStatus status, Signals signals, TimeProvider time, ILogger<SqsPumpDelivery> logger)
{
    private const string Transport = "aws_sqs";

    private static readonly Func<ILogger, string?, IDisposable?> MessageScope =
        LoggerMessage.DefineScope<string?>("message {MessageId}");

    /// <summary>Work on a message begins.</summary>
    public WatchedMessage Begin(Message message)
    {
        // What comes back after a failure is old for a reason of its own.
        if (SqsPumpQueue.ReceiveCountOf(message) == 1 && SqsPumpQueue.SentAt(message) is { } sent)
        {
            status.Took(time.GetUtcNow() - sent);
        }

        return new(MessageScope(logger, message.MessageId), signals.Receive(Transport, address.Name, message.MessageId));
    }

    /// <summary>The message is taken, or failed.</summary>
    public void Tell(WatchedMessage watched, Exception? problem) => signals.Received(watched.Span, Transport, problem?.GetType().Name);
}

/// <summary>What is open while a message is worked on.</summary>
internal sealed record WatchedMessage(IDisposable? Scope, Activity? Span) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Span?.Dispose();
        Scope?.Dispose();
    }
}
