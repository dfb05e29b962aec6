using Amazon.SQS;
using DriftStream.Ingest;
using DriftStream.Network;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace DriftStream.States.Notifications;

/// <summary>Registers the reader of a bucket's notifications, if a queue is configured.</summary>
internal static class StateQueueRegistration
{
    public static IServiceCollection AddStateQueue(this IServiceCollection services, IConfiguration configuration, IReadOnlyDictionary<string, string> environment)
    {
        var section = configuration.GetSection(StateQueueOptions.Section);
        services.AddOptions<StateQueueOptions>().Bind(section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StateQueueOptions>, StateQueueOptions.Validator>());
        if (!Uri.TryCreate(section[nameof(StateQueueOptions.Url)], UriKind.Absolute, out var url) || !QueueAddress.IsQueue(url))
        {
            return services;
        }

        var address = QueueAddress.Parse(url, environment.GetValueOrDefault("AWS_REGION") ?? environment.GetValueOrDefault("AWS_DEFAULT_REGION"));
        services.AddNetwork();
        services.TryAddSingleton<ConnectStateQueue>(provider => queue => new AmazonSQSClient(queue.ToConfig(provider.GetRequiredService<AwsHttpClients>())));
        return services.AddHostedService(provider => new StateQueueReader(
            address,
            provider.GetRequiredService<ConnectStateQueue>(),
            provider.GetRequiredService<StateWakes>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<StateQueueReader>>()));
    }
}
