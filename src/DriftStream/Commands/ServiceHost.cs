using DriftStream.Alerts;
using DriftStream.Configuration;
using DriftStream.Core.Catalog;
using DriftStream.Core.Judging;
using DriftStream.Ignoring;
using DriftStream.Ingest;
using DriftStream.Ledger;
using DriftStream.States;
using DriftStream.Web;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace DriftStream.Commands;

/// <summary>Puts the service together.</summary>
internal static class ServiceHost
{
    /// <summary>The service, ready to be started.</summary>
    public static WebApplication Build(LoadedConfiguration configuration, Surroundings around) =>
        Build(configuration, around, new StateSnapshot(configuration.Core.States, around.Folder), LogLevel.Information, _ => { });

    /// <summary>The service over states of the caller's choice and with more registered, for the demo.</summary>
    public static WebApplication Build(LoadedConfiguration configuration, Surroundings around, StateSnapshot states, LogLevel level, Action<IServiceCollection> more)
    {
        // The empty builder, because the usual one would also read appsettings.json and every environment variable.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "driftstream", ContentRootPath = around.Folder });
        builder.Configuration.AddConfiguration(configuration.Values);
        AddFoundations(builder, around, level);

        // Hosted services stop in reverse order: the queue first, then the alerts, the ledger last.
        builder.Services
            .AddSingleton(configuration.Core)
            .AddSingleton(configuration.Core.ForJudge())
            .AddSingleton(states)
            .AddHostedService<StateRefresh>()
            .AddSingleton(new IgnoreSnapshot(IgnoreSources.Of(configuration, around.Folder), around.Time))
            .AddHostedService<IgnoreRefresh>()
            .AddSingleton(JudgeOf)
            .AddSingleton(ContextOf)
            .AddLedger()
            .PostConfigure<LedgerOptions>(options => options.Folder = around.Folder)
            .AddAlerts()
            .AddSingleton<DriftPipeline>()
            .AddWeb()
            .AddSingleton<LedgerSource>()
            .AddSingleton(SourceOf)
            .AddIngest(builder.Configuration);
        more(builder.Services);
        return builder.Build().MapWeb();
    }

    private static void AddFoundations(WebApplicationBuilder builder, Surroundings around, LogLevel level)
    {
        builder.WebHost.UseKestrelCore();
        builder.Services
            .AddSingleton(around.Time)
            .Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true)
            .Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(40));

        AddLogs(builder, around, level);
    }

    // Data goes to standard output; logs never do.
    private static void AddLogs(WebApplicationBuilder builder, Surroundings around, LogLevel level)
    {
        builder.Services.AddSingleton<ConsoleFormatter>(new LogLine(around.Time, around.Debug ? LogDetail.Everything : LogDetail.Message));
        builder.Logging
            .AddConsole(options =>
            {
                options.FormatterName = nameof(LogLine);
                options.LogToStandardErrorThreshold = LogLevel.Trace;
            })
            .SetMinimumLevel(around.Debug ? LogLevel.Debug : level)
            .AddFilter("Microsoft", LogLevel.Warning)
            // A failed start is told by whoever ends the program, once.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }

    private static JudgeEvent JudgeOf(IServiceProvider services)
    {
        var states = services.GetRequiredService<StateSnapshot>();
        var rules = services.GetRequiredService<IgnoreSnapshot>();
        var settings = services.GetRequiredService<JudgeSettings>();
        var catalog = EventCatalog.Load();

        // A judge costs nothing to make, and so none outlives the rules that it was made for.
        return (change, deviations, sessions) => new Judge(catalog, settings with { Ignore = rules.Rules }).Decide(change, states.Index, deviations, sessions);
    }

    private static AlertContext ContextOf(IServiceProvider services) => new(
        services.GetRequiredService<IOptions<HttpOptions>>().Value.PublicUrl,
        services.GetRequiredService<CoreSettings>().AccountNames);

    private static LiveSource SourceOf(IServiceProvider services)
    {
        var states = services.GetRequiredService<StateSnapshot>();
        var queue = services.GetRequiredService<QueueStatus>();
        var rules = services.GetRequiredService<IgnoreSnapshot>();
        var source = services.GetRequiredService<LedgerSource>().With(
            () => queue.IsConfigured ? new QueueHealth(queue.IsReachable ? null : queue.Problem ?? "The queue was not reached yet.", null) : null,
            () => new StatesHealth(states.Configured, states.Index.States.Count, states.Index.Count, states.Problems),
            services.GetRequiredService<SlackWebhook>().IsConfigured);
        return source with
        {
            AccountNames = services.GetRequiredService<CoreSettings>().AccountNames,
            Check = async cancellation =>
            {
                var health = await source.Check(cancellation);
                return health with { Ignoring = health.Ignoring with { InForce = rules.Rules.All.Count, Problems = rules.Problems } };
            },
        };
    }
}
