using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace DriftStream.Network;

/// <summary>Registers how connections to others are made.</summary>
internal static class NetworkRegistration
{
    /// <summary>Adds it; harmless where it was added before.</summary>
    public static IServiceCollection AddNetwork(this IServiceCollection services)
    {
        services.AddOptions<NetworkOptions>().BindConfiguration(NetworkOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NetworkOptions>, NetworkOptions.Validator>());
        services.TryAddSingleton<OutgoingHttp>();
        services.TryAddSingleton<AwsHttpClients>();
        return services;
    }
}
