using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace DriftStream.Ledger.Lives;

/// <summary>Registers what keeps the lives of drifts.</summary>
internal static class LivesRegistration
{
    /// <summary>Adds holds, decisions and their queries.</summary>
    public static IServiceCollection AddLives(this IServiceCollection services)
    {
        services.AddOptions<HoldOptions>().BindConfiguration(HoldOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HoldOptions>, HoldOptions.Validator>();
        services.TryAddSingleton<IApplyWindows, NoApplyWindows>();
        services.AddSingleton<HoldBook>();
        services.AddSingleton<LifeQueries>();
        services.AddSingleton<DriftQueries>();
        services.AddSingleton<DriftDecisions>();
        return services;
    }

    /// <summary>Adds the upkeep of a live service. Needs <see cref="StatesOfNow"/>.</summary>
    public static IServiceCollection AddUpkeep(this IServiceCollection services) => services
        .AddSingleton<DriftUpkeep>()
        .AddHostedService(provider => provider.GetRequiredService<DriftUpkeep>());
}
