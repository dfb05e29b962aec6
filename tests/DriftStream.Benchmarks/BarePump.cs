using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace DriftStream.Benchmarks;

/// <summary>The least that any program of this kind has to do with a queue: it receives, writes down when, and deletes. What the service needs beyond that is its own.</summary>
internal sealed partial class BarePump(IAmazonSQS sqs, string queue, TextWriter log)
{
    private const int BatchSize = 10;
    private const int Receivers = 2;
    private readonly Channel<string> _received = Channel.CreateBounded<string>(1000);

    /// <summary>Reads a queue until the process is told to end.</summary>
    /// <param name="queue">The queue's URL.</param>
    /// <param name="logFile">Where each arrival gets a line: when, and which address the event is about.</param>
    public static async Task RunAsync(string queue, string logFile)
    {
        using var stop = new CancellationTokenSource();
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });
        using var sqs = new AmazonSQSClient(new AmazonSQSConfig
        {
            ServiceURL = new Uri(queue).GetLeftPart(UriPartial.Authority),
            AuthenticationRegion = Environment.GetEnvironmentVariable("AWS_REGION"),
        });
        await using var writer = new StreamWriter(logFile) { AutoFlush = true };
        await Console.Out.WriteLineAsync($"Reading {queue}");
        await new BarePump(sqs, queue, TextWriter.Synchronized(writer)).RunAsync(stop.Token);
    }

    private async Task RunAsync(CancellationToken stop)
    {
        var deleting = Task.WhenAll(Enumerable.Range(0, Receivers).Select(_ => DeleteAsync()));
        await Task.WhenAll(Enumerable.Range(0, Receivers).Select(_ => ReceiveAsync(stop)));
        _received.Writer.Complete();
        await deleting;
    }

    private async Task ReceiveAsync(CancellationToken stop)
    {
        var request = new ReceiveMessageRequest
        {
            QueueUrl = queue,
            MaxNumberOfMessages = BatchSize,
            WaitTimeSeconds = 20,
            MessageSystemAttributeNames = [MessageSystemAttributeName.ApproximateReceiveCount, MessageSystemAttributeName.SentTimestamp],
        };
        try
        {
            while (true)
            {
                foreach (var message in (await sqs.ReceiveMessageAsync(request, stop)).Messages ?? [])
                {
                    Note(message);
                    await _received.Writer.WriteAsync(message.ReceiptHandle, stop);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
    }

    private void Note(Message message)
    {
        var at = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;
        log.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $$"""{"arrivedAt":{{at:F3}},"addresses":["aws_s3_bucket.latency_{{Bucket().Match(message.Body).Groups[1].Value}}"]}"""));
    }

    private async Task DeleteAsync()
    {
        var batch = new List<DeleteMessageBatchRequestEntry>(BatchSize);
        while (await _received.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < BatchSize && _received.Reader.TryRead(out var receipt))
            {
                batch.Add(new() { Id = batch.Count.ToString(CultureInfo.InvariantCulture), ReceiptHandle = receipt });
            }

            if (batch.Count > 0)
            {
                await sqs.DeleteMessageBatchAsync(new DeleteMessageBatchRequest { QueueUrl = queue, Entries = batch });
            }
        }
    }

    [GeneratedRegex(@"driftstream-latency-(\d{6})")]
    private static partial Regex Bucket();
}
