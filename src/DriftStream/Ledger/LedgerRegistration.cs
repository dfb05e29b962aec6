using DriftStream.Ledger.Audits;
using DriftStream.Ledger.Integrity;
using DriftStream.Ledger.Lives;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace DriftStream.Ledger;

/// <summary>Registers the ledger.</summary>
internal static class LedgerRegistration
{
    /// <summary>
    /// Adds the ledger and its writer. Needs a <see cref="JudgeEvent"/>. Register it before whatever feeds it:
    /// hosted services stop in reverse order, and the writer must outlive its feeders.
    /// </summary>
    public static IServiceCollection AddLedger(this IServiceCollection services)
    {
        services.AddOptions<LedgerOptions>().BindConfiguration(LedgerOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LedgerOptions>, LedgerOptions.Validator>();
        services.TryAddSingleton(TimeProvider.System);
        // Without alerts (replay that records) nobody is told.
        services.TryAddSingleton<RouteAlert>(_ => _ => []);
        services.AddSingleton<LedgerDatabase>();
        services.AddSingleton<LedgerQueries>();
        services.AddSingleton<AlertQueue>();
        services.AddSingleton<AlertStories>();
        services.AddSingleton<EntryComposer>();
        services.AddLives();
        services.AddSingleton<FindingFeed>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<LedgerWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<LedgerWriter>());
        services.AddHostedService<FeedFollower>();
        services.AddSingleton<AuditQueries>();
        services.AddSingleton<EvidenceQueries>();
        services.AddHostedService<LedgerUpkeep>();
        return services;
    }
}
