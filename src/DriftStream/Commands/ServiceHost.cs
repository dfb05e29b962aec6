using DriftStream.Alerts;
using DriftStream.Alerts.Interactions;
using DriftStream.Alerts.Sinks;
using DriftStream.Configuration;
using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Gaps;
using DriftStream.Ignoring;
using DriftStream.Ingest;
using DriftStream.Ledger;
using DriftStream.Ledger.Integrity;
using DriftStream.Ledger.Lives;
using DriftStream.Network;
using DriftStream.States;
using DriftStream.States.Notifications;
using DriftStream.States.Windows;
using DriftStream.Telemetry;
using DriftStream.Web;
using DriftStream.Web.Hooks;
using Microsoft.Extensions.Options;

namespace DriftStream.Commands;

/// <summary>Puts the service together.</summary>
internal static class ServiceHost
{
    /// <summary>How long parts may take to end.</summary>
    public static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(40);

    /// <summary>The service, ready to be started.</summary>
    public static WebApplication Build(LoadedConfiguration configuration, Surroundings around) =>
        Build(configuration, around, new StateSnapshot(configuration.Core.States, StateFinder.Places(configuration, around, new())), LogLevel.Information, _ => { });

    /// <summary>The service over states of the caller's choice and with more registered, for the demo.</summary>
    public static WebApplication Build(LoadedConfiguration configuration, Surroundings around, StateSnapshot states, LogLevel level, Action<IServiceCollection> more)
    {
        // The empty builder, because the usual one would also read appsettings.json and every environment variable.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "driftstream", ContentRootPath = around.Folder });
        AddSettings(builder, configuration, around);
        AddFoundations(builder, around, level);

        // Hosted services stop in reverse order: the queue first, then the alerts, the ledger last.
        builder.Services
            .AddTelemetry(builder.Configuration, around.Environment)
            .AddSingleton<ReadHealth>(HealthReadings.Of)
            .AddSingleton(states)
            .AddSingleton<StateWakes>()
            .AddSingleton<WakeStates>(services => services.GetRequiredService<StateWakes>().Wake)
            .AddSingleton<ApplyWindows>()
            .AddSingleton<IApplyWindows>(services => services.GetRequiredService<ApplyWindows>())
            .AddSingleton<StatesOfNow>(() => states.Index)
            .AddHostedService<StateRefresh>()
            .AddStateQueue(builder.Configuration, around.Environment)
            .AddSingleton(new IgnoreSnapshot(IgnoreSources.Of(configuration, around.Folder), around.Time))
            .AddHostedService<IgnoreRefresh>()
            .AddSingleton(JudgeOf)
            .AddSingleton(ContextOf)
            .AddSingleton<TeamOf>(services => (actor, owner) => services.GetRequiredService<CurrentSettings>().Core.Teams.Of(actor, owner))
            .AddLedger()
            .PostConfigure<LedgerOptions>(options => options.Folder = around.Folder)
            .PostConfigure<NetworkOptions>(options => options.Folder = around.Folder)
            .AddUpkeep()
            .AddAlerts()
            .AddSingleton(PipelineOf)
            .AddWeb()
            .AddSingleton<LedgerSource>()
            .AddSingleton(SourceOf)
            .AddGapParts()
            .AddSingleton(ExplanationOf)
            .AddIngest(builder.Configuration);
        more(builder.Services);
        var app = builder.Build().MapWeb();
        app.MapSlackInteractions();
        app.MapGitLabHook();
        app.MapHcpHook();
        return app;
    }

    private static void AddSettings(WebApplicationBuilder builder, LoadedConfiguration configuration, Surroundings around)
    {
        var values = new LiveValues(configuration.Values);
        ((IConfigurationBuilder)builder.Configuration).Add(values);
        var path = configuration.File ?? Path.Combine(around.Folder, ConfigurationLoader.DefaultFile);
        builder.Services
            .AddSingleton(values)
            .AddSingleton(new CurrentSettings(configuration.Core))
            .AddTransient(services => services.GetRequiredService<CurrentSettings>().Core)
            .AddTransient(services => services.GetRequiredService<CurrentSettings>().Judge)
            .AddSingleton(new SettingsFile(path, Path.GetFileName(path), () => SharedOptions.LoadChecked(path, around)))
            .AddHostedService<SettingsRefresh>();
    }

    private static void AddFoundations(WebApplicationBuilder builder, Surroundings around, LogLevel level)
    {
        builder.WebHost.UseKestrelCore();
        builder.Services
            .AddSingleton(around.Time)
            .Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true)
            .Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownLimit);

        ServiceLogs.Add(builder, around, level);
    }

    private static DriftPipeline PipelineOf(IServiceProvider services) => new(
        services.GetRequiredService<LedgerWriter>(),
        services.GetRequiredService<CurrentSettings>(),
        services.GetRequiredService<Signals>(),
        services.GetRequiredService<ILogger<DriftPipeline>>());

    private static JudgeEvent JudgeOf(IServiceProvider services)
    {
        var states = services.GetRequiredService<StateSnapshot>();
        var rules = services.GetRequiredService<IgnoreSnapshot>();
        var settings = services.GetRequiredService<CurrentSettings>();
        var signals = services.GetRequiredService<Signals>();
        var windows = services.GetRequiredService<IApplyWindows>();
        var catalog = EventCatalog.Load();

        // A judge costs nothing to make, and so none outlives the rules that it was made for.
        return (change, deviations, sessions) => signals.Judge(change, () => new Judge(
            catalog,
            settings.Judge with { Mode = JudgeMode.Live, Ignore = rules.Rules, Windows = windows.Known }).Decide(change, states.Index, deviations, sessions));
    }

    private static ExplainKept ExplanationOf(IServiceProvider services)
    {
        var states = services.GetRequiredService<StateSnapshot>();
        var rules = services.GetRequiredService<IgnoreSnapshot>();
        var settings = services.GetRequiredService<CurrentSettings>();
        var catalog = EventCatalog.Load();
        return kept =>
        {
            var change = EventReader.Read(kept.Record);
            var judgement = new Judge(catalog, settings.Judge with { Ignore = rules.Rules }).Explain(change, states.Index, DeviationBook.Empty, kept.Sessions);
            return ExplainJson.Line(change, judgement);
        };
    }

    private static AlertContext ContextOf(IServiceProvider services) => new(
        services.GetRequiredService<IOptions<HttpOptions>>().Value.PublicUrl,
        services.GetRequiredService<CurrentSettings>().AccountNames)
    {
        Tags = resource => StateTags.Of(services.GetRequiredService<StateSnapshot>().Index, resource),
    };

    private static LiveSource SourceOf(IServiceProvider services)
    {
        var states = services.GetRequiredService<StateSnapshot>();
        var windows = services.GetRequiredService<ApplyWindows>();
        var queue = services.GetRequiredService<QueueStatus>();
        var rules = services.GetRequiredService<IgnoreSnapshot>();
        var settings = services.GetRequiredService<CurrentSettings>();
        var pipeline = services.GetRequiredService<DriftPipeline>();
        var gaps = services.GetRequiredService<GapHealth>();
        var source = services.GetRequiredService<LedgerSource>().With(
            () => queue.IsConfigured ? new QueueHealth(queue.IsReachable ? null : queue.Problem ?? "The queue was not reached yet.", queue.Behind) : null,
            () => new StatesHealth(states.Configured, states.Index.States.Count, states.Index.Count, [.. states.Problems, .. windows.Problems]),
            services.GetRequiredService<AlertSinks>().All.Count > 0);
        return source with
        {
            AccountNames = services.GetRequiredService<CurrentSettings>().AccountNames,
            Check = async cancellation =>
            {
                var health = await source.Check(cancellation);
                return health with
                {
                    Ignoring = health.Ignoring with { InForce = rules.Rules.All.Count, Problems = rules.Problems },
                    Configuration = settings.Health,
                    Gaps = health.LedgerProblem is null ? gaps.Sentences() : [],
                    LeftOut = new(pipeline.OtherAccounts, pipeline.NotCloudTrail.Values.Sum()),
                };
            },
        };
    }
}
