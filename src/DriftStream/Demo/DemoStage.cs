using DriftStream.Alerts;
using DriftStream.Alerts.Sinks;
using DriftStream.Commands;
using DriftStream.Configuration;
using DriftStream.Core.Judging;
using DriftStream.Core.Terraform;
using DriftStream.Ignoring;
using DriftStream.Ingest;
using DriftStream.Ledger;
using DriftStream.States;
using DriftStream.Web;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace DriftStream.Demo;

/// <summary>The real service on a stage of its own: the story's state, a ledger that is thrown away, a free port, and somebody who listens to what is said.</summary>
internal sealed class DemoStage : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("driftstream-demo-").FullName;
    private readonly List<string> _messages = [];
    private Judgement? _judgement;

    private DemoStage(LoadedConfiguration configuration, Surroundings around)
    {
        var state = StateReader.Read(StoryStep.State(), new StateSource("demo", "the state that ships with the demo"));
        App = ServiceHost.Build(WithStage(configuration), around, StateSnapshot.Of(state), LogLevel.Warning, services =>
        {
            services.AddEventBus();
            services.Replace(ServiceDescriptor.Singleton(new IgnoreSnapshot(IgnoreSources.None, around.Time)));
            Overhear(services);
        });
    }

    /// <summary>The service.</summary>
    public WebApplication App { get; }

    /// <summary>Whether messages also go to a real channel.</summary>
    public bool PostsForReal => App.Services.GetRequiredService<AlertSinks>().All.Count > 0;

    /// <summary>Builds the stage and starts the service.</summary>
    public static async Task<DemoStage> OpenAsync(LoadedConfiguration configuration, Surroundings around, CancellationToken cancellation)
    {
        var stage = new DemoStage(configuration, around);
        await stage.App.StartAsync(cancellation);
        return stage;
    }

    /// <summary>Sends one message through the bus; completes after the ledger's commit.</summary>
    /// <returns>What the judge said, and the bodies of the Slack messages that follow from it.</returns>
    public async Task<(Judgement Judgement, IReadOnlyList<string> Messages)> SendAsync(byte[] message, int number, CancellationToken cancellation)
    {
        _messages.Clear();
        await App.Services.GetRequiredService<EventDispatcher>().DispatchAsync(message, $"story-{number}", receiveCount: 1, cancellation);
        return (_judgement!, [.. _messages]);
    }

    /// <summary>Ends the service and throws the ledger away.</summary>
    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private LoadedConfiguration WithStage(LoadedConfiguration configuration)
    {
        var wanted = configuration.Values.GetSection(HttpOptions.Section).Get<HttpOptions>() ?? new HttpOptions();
        var stage = new Dictionary<string, string?>
        {
            ["Ledger:Url"] = $"sqlite:{Path.Combine(_folder, "demo.db")}",
            ["Queue:Url"] = null,
            ["Http:Listen"] = Listening.FreeOr(wanted).ToString(),
        };
        var values = new ConfigurationBuilder()
            .AddConfiguration(configuration.Values)
            .Add(new MemoryConfigurationSource { InitialData = stage })
            .Build();
        return new(values, configuration.Core with { States = [], Accounts = [], Runners = ["arn:aws:iam::*:role/terraform-*"] }, null);
    }

    // The story is told with the judge's own steps and the very messages that Slack gets.
    private void Overhear(IServiceCollection services)
    {
        var route = services.Last(s => s.ServiceType == typeof(RouteAlert)).ImplementationFactory!;
        var judge = services.Last(s => s.ServiceType == typeof(JudgeEvent)).ImplementationFactory!;
        services.Replace(ServiceDescriptor.Singleton<RouteAlert>(provider => occasion =>
        {
            if (AlertPolicy.IsTold(occasion.Finding, provider.GetRequiredService<IOptions<SlackOptions>>().Value))
            {
                _messages.Add(SlackMessage.ToJson(occasion, provider.GetRequiredService<AlertContext>()));
            }

            return ((RouteAlert)route(provider))(occasion);
        }));
        services.Replace(ServiceDescriptor.Singleton<JudgeEvent>(provider => (change, deviations, sessions) => _judgement = ((JudgeEvent)judge(provider))(change, deviations, sessions)));
    }
}
