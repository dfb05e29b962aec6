using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DriftStream.Ingest;

/// <summary>The bus without a transport of its own: whoever has a message puts it through <see cref="EventDispatcher"/>.</summary>
internal static class EventBusRegistration
{
    public static IServiceCollection AddEventBus(this IServiceCollection services)
    {
        services.TryAddSingleton<EventDispatcher>();
        services.AddMassTransit(bus =>
        {
            // Nothing may be told to anyone the user has not named.
            bus.DisableUsageTelemetry();
            bus.AddConsumer<EventConsumer>();

            // The callback leaves out ConfigureEndpoints: the consumer belongs to the dispatcher, not to an in-memory queue.
            bus.UsingInMemory((_, _) => { });
            bus.AddConfigureEndpointsCallback((_, endpoint) =>
                endpoint.AddDeserializer(new RawBodySerialization(), isDefault: true));
        });

        // The bus writes every failed message with its stack; the pump says it in one line.
        return services.AddLogging(logging => logging.AddFilter("MassTransit", LogLevel.Critical));
    }
}
