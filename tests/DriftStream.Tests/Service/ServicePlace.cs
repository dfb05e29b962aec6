using System.Text;
using Amazon.SQS;
using DriftStream.Alerts;
using DriftStream.Alerts.Sinks;
using DriftStream.Commands;
using DriftStream.Configuration;
using DriftStream.Network;
using DriftStream.States;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Ingest;
using DriftStream.Tests.LocalAws;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DriftStream.Tests.Service;

/// <summary>What outlives a start of the service: queue, webhook, state, ledger, and the log of all starts.</summary>
internal sealed class ServicePlace : IAsyncDisposable
{
    public const int Buckets = 100;

    private ServicePlace(LocalQueues queues, WebhookReceiver webhook)
    {
        (Queues, Webhook) = (queues, webhook);
        Folder.Write("prod.tfstate", ManagedState.Of(Buckets));
        Settings = new()
        {
            ["DriftStream__Queue__Url"] = queues.Url,
            ["DriftStream__Queue__HandlingLimit"] = "01:00:00",
            ["DriftStream__Queue__DrainLimit"] = "00:30:00",
            ["DriftStream__States__0"] = "prod=prod.tfstate",
            ["DriftStream__Slack__WebhookUrl"] = webhook.Url,
            ["DriftStream__Slack__RatePerSecond"] = "0",
            ["DriftStream__Alerts__DigestFrom"] = "0",
            ["DriftStream__Ledger__BusyLimit"] = "00:00:00.2",
            // The local time flies, and each look writes.
            ["DriftStream__Gaps__LookEvery"] = "12:00:00",
            ["DriftStream__Http__Listen"] = "http://127.0.0.1:0",
        };
    }

    public TestFolder Folder { get; } = new();

    public LocalQueues Queues { get; }

    public WebhookReceiver Webhook { get; }

    /// <summary>The service's environment variables.</summary>
    public Dictionary<string, string> Settings { get; }

    public LogObserver Log { get; } = new();

    public string LedgerPath => Folder.At("driftstream.db");

    public static async Task<ServicePlace> OpenAsync(int maxReceiveCount = 1000) =>
        new(await LocalQueues.StartAsync(maxReceiveCount: maxReceiveCount, visibilitySeconds: 1500), await WebhookReceiver.StartAsync());

    /// <summary>Starts the service as <c>run</c> does.</summary>
    public async Task<RunningService> StartAsync(Action<IServiceCollection>? more = null)
    {
        var around = new Surroundings
        {
            In = Stream.Null,
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            Time = Queues.Time,
            Folder = Folder.Path,
            Environment = Settings,
        };
        var configuration = new ConfigurationLoader(ConfigurationSections.All, Folder.Path, Settings).Load(null);
        var states = new StateSnapshot(configuration.Core.States, Folder.Path);
        var app = ServiceHost.Build(configuration, around, states, LogLevel.Debug, services =>
        {
            services.AddLogging(logging => logging.ClearProviders().AddProvider(Log));
            services.AddSingleton<IAmazonSQS>(_ => SqsServerUnderTest.ClientOf(Queues.Aws.Endpoint, LocalAwsServer.Secret));
            // The local time flies, and the answers of a real socket do not.
            services.AddSingleton(provider => new SinkParts(provider.GetRequiredService<AlertContext>(), provider.GetRequiredService<SinkClients>(), TimeProvider.System));
            more?.Invoke(services);
        });
        try
        {
            await app.StartAsync();
        }
        catch (OperationCanceledException ended)
        {
            // Some part of the service ended it while it was starting, and only the log knows which.
            throw new InvalidOperationException($"The service did not start: {string.Join('\n', Log.Lines.All.TakeLast(20))}", ended);
        }

        return new RunningService(app, this);
    }

    /// <summary>All bytes of the ledger, its log included.</summary>
    public byte[] LedgerBytes() => [.. Directory.EnumerateFiles(Folder.Path, "driftstream.db*").Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)).SelectMany(Read)];

    /// <summary>Everything that was posted so far.</summary>
    public string Posted => string.Join('\n', Webhook.Messages.All);

    public async ValueTask DisposeAsync()
    {
        await Webhook.DisposeAsync();
        await Queues.DisposeAsync();
        Folder.Dispose();
    }

    private static byte[] Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
