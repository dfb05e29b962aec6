using System.Text;
using Amazon.SQS;
using Amazon.SQS.Model;
using DriftStream.Ingest;
using DriftStream.Tests.LocalAws;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DriftStream.Tests.Ingest;

/// <summary>The ingest as the program registers it, on a local queue, with a stand-in for the pipeline behind it.</summary>
internal sealed class PumpUnderTest : IAsyncDisposable
{
    private readonly LocalQueues _queues;
    private readonly IHost _host;

    private PumpUnderTest(LocalQueues queues, IHost host, Observed<string> taken, LogObserver log)
    {
        (_queues, _host, Taken, Log) = (queues, host, taken, log.Lines);
    }

    /// <summary>What becomes of a body; throws to fail, and completes when the pipeline would have committed.</summary>
    public delegate Task Take(string body, CancellationToken cancellation);

    /// <summary>Every body that reached the pipeline, as it began with it.</summary>
    public Observed<string> Taken { get; }

    public Observed<LogLine> Log { get; }

    public QueueStatus Status => _host.Services.GetRequiredService<QueueStatus>();

    public static async Task<PumpUnderTest> StartAsync(
        LocalQueues queues, Take take, Dictionary<string, string?>? settings = null, string secret = LocalAwsServer.Secret)
    {
        var (taken, log) = (new Observed<string>(), new LogObserver());
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>(settings ?? []) { ["Queue:Url"] = queues.Url });
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        builder.Services.AddSingleton(queues.Time);
        builder.Services.AddSingleton<IAmazonSQS>(_ => SqsServerUnderTest.ClientOf(queues.Aws.Endpoint, secret));
        builder.Services.AddSingleton<TakeMessage>(async (body, cancellation) =>
        {
            var text = Encoding.UTF8.GetString(body.Span);
            taken.Add(text);
            await take(text, cancellation);
            return new IntakeResult(Judged: 1, Duplicates: 0, NotCloudTrail: 0);
        });
        builder.Services.AddIngest(builder.Configuration);

        var host = builder.Build();
        await host.StartAsync();
        return new PumpUnderTest(queues, host, taken, log);
    }

    /// <summary>As on SIGTERM: completes when the pump has drained.</summary>
    public Task StopAsync() => _host.StopAsync();

    /// <summary>Waits until so many messages are deleted for good.</summary>
    public async Task DeletedAsync(int count)
    {
        for (var batches = 1; Deleted() < count; batches++)
        {
            await _queues.Aws.Done.TakeAsync(batches, IsDeletion);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static bool IsDeletion(LocalAwsCall call) => call.Operation == "DeleteMessageBatch";

    private int Deleted() => _queues.Aws.Done.All.Where(IsDeletion).Sum(call => call.Request["Entries"]!.AsArray().Count);
}
