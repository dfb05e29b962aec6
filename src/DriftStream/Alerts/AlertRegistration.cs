using System.Globalization;
using System.Security.Cryptography;
using DriftStream.Alerts.Bot;
using DriftStream.Alerts.Interactions;
using DriftStream.Alerts.Lanes;
using DriftStream.Alerts.Routing;
using DriftStream.Alerts.Sinks;
using DriftStream.Ledger;
using DriftStream.Ledger.Lives;
using DriftStream.Network;
using DriftStream.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace DriftStream.Alerts;

/// <summary>Registers alerts.</summary>
internal static class AlertRegistration
{
    /// <summary>
    /// Adds the routing of alerts, their sinks and their sender. Needs the ledger; an <see cref="AlertContext"/> may be registered for links,
    /// names and tags.
    /// </summary>
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddOptions<SlackOptions>().BindConfiguration(SlackOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SlackOptions>, SlackOptions.Validator>();
        services.AddOptions<SinkOptions>().BindConfiguration("").ValidateOnStart();
        services.AddSingleton<IValidateOptions<SinkOptions>, SinkMistakes.Validator>();
        services.AddOptions<AlertOptions>().BindConfiguration(AlertOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AlertOptions>, AlertMistakes.Validator>();
        services.TryAddSingleton(AlertContext.Empty);
        services.AddNetwork();
        services.AddSignals();
        services.TryAddSingleton<CarryOutDecision>(provider =>
            async (decision, cancellation) => (await provider.GetRequiredService<DriftDecisions>().DecideAsync(decision, cancellation)).Sentence);
        AddSinks(services);
        AddLanes(services);
        services.AddSingleton<SlackSignature>();
        services.AddSingleton<SlackRefusals>();
        services.AddSingleton<SlackRights>();
        services.AddSingleton<SlackPresses>();
        services.AddSingleton<DigestDrifts>(provider => provider.GetRequiredService<AlertStories>().DriftsOf);
        return services;
    }

    private static void AddSinks(IServiceCollection services)
    {
        services.TryAddSingleton<SinkClients>();
        services.TryAddSingleton(provider => new SinkParts(
            provider.GetRequiredService<AlertContext>(), provider.GetRequiredService<SinkClients>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<SlackApi>();
        services.TryAddSingleton(provider => AlertSinks.Of(
            provider.GetRequiredService<IOptions<SlackOptions>>(), provider.GetRequiredService<IOptions<SinkOptions>>().Value, provider.GetRequiredService<SinkParts>()));
        services.AddSingleton<AlertRouter>();
        services.Replace(ServiceDescriptor.Singleton<RouteAlert>(provider => provider.GetRequiredService<AlertRouter>().Targets));
        services.AddSingleton<OwnerOf>(provider => provider.GetRequiredService<AlertRouter>().OwnerOf);
    }

    private static void AddLanes(IServiceCollection services)
    {
        services.AddSingleton<LaneLog>();
        services.TryAddSingleton<AlertWatch>();
        services.AddSingleton<DigestQueue>();
        services.AddSingleton<LaneLedger>();
        services.AddSingleton(provider => new LaneParts(
            provider.GetRequiredService<LaneLedger>(),
            provider.GetRequiredService<AlertContext>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<LaneLog>(),
            provider.GetRequiredService<AlertWatch>(),
            RandomNumberGenerator.GetInt32(int.MaxValue).ToString(CultureInfo.InvariantCulture)));
        services.AddHostedService<OutboxDispatcher>();
    }
}
