using Amazon.SQS;
using DriftStream.Network;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DriftStream.Ingest;

/// <summary>The queue read with AWS's client and our own pump; <c>-p:DriftStreamSqs=MassTransit</c> compiles <c>AmazonSqsIngest</c> instead.</summary>
internal static class SqsPumpRegistration
{
    public static IServiceCollection AddQueueTransport(this IServiceCollection services, QueueAddress address)
    {
        services.AddEventBus();
        services.AddNetwork();
        services.AddSingleton(address);
        services.TryAddSingleton<IAmazonSQS>(provider => new AmazonSQSClient(address.ToConfig(provider.GetRequiredService<AwsHttpClients>())));
        services.AddSingleton<SqsPumpQueue>();
        services.AddSingleton<SqsPumpReach>();
        services.AddSingleton<SqsPumpBrake>();
        services.AddSingleton<SqsPumpVisibility>();
        services.AddSingleton<SqsPumpDeletions>();
        services.AddSingleton<SqsPumpFailures>();
        services.AddSingleton<SqsPumpWatch>();
        services.AddSingleton<SqsPumpDelivery>();
        services.AddSingleton<SqsPumpReceiver>();

        // After the bus, for services stop in the reverse order: the pump has drained before the bus goes.
        return services.AddHostedService<SqsPumpIngest>();
    }
}
