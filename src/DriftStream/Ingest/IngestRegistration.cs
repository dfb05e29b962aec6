using DriftStream.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace DriftStream.Ingest;

/// <summary>Events in: from the queue, if one is configured, into <see cref="DriftPipeline"/>.</summary>
internal static class IngestRegistration
{
    public static IServiceCollection AddIngest(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(QueueOptions.Section);
        services.AddOptions<QueueOptions>().Bind(section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<QueueOptions>, QueueOptions.Validator>());
        services.AddSignals();
        services.TryAddSingleton<TakeMessage>(provider => provider.GetRequiredService<DriftPipeline>().ProcessAsync);

        var address = Address(section[nameof(QueueOptions.Url)]);
        services.AddSingleton(new QueueStatus(isConfigured: address is not null));
        return address is null ? services : services.AddQueueTransport(address);
    }

    // An address that is none is reported, with every other mistake, by the options' validator.
    private static QueueAddress? Address(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && QueueAddress.IsQueue(parsed)
            ? QueueAddress.Parse(parsed, RegionOfEnvironment())
            : null;

    private static string? RegionOfEnvironment() =>
        Environment.GetEnvironmentVariable("AWS_REGION") ?? Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION");
}
