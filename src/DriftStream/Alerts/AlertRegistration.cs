using DriftStream.Ledger;
using DriftStream.Network;
using DriftStream.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace DriftStream.Alerts;

/// <summary>Registers alerts.</summary>
internal static class AlertRegistration
{
    /// <summary>Adds the writing of alerts and their sender. Needs the ledger; an <see cref="AlertContext"/> may be registered for links and names.</summary>
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddOptions<SlackOptions>().BindConfiguration(SlackOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SlackOptions>, SlackOptions.Validator>();
        services.TryAddSingleton(AlertContext.Empty);
        services.AddNetwork();
        services.AddSignals();
        services.TryAddSingleton<AlertWatch>();
        services.TryAddSingleton<SlackWebhook>();
        services.Replace(ServiceDescriptor.Singleton(Composer));
        services.AddHostedService<OutboxDispatcher>();
        return services;
    }

    private static ComposeAlert Composer(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<SlackOptions>>().Value;
        var context = provider.GetRequiredService<AlertContext>();
        return occasion => AlertPolicy.IsTold(occasion.Finding, options) ? SlackMessage.ToJson(occasion, context) : null;
    }
}
