using DriftStream.Network;
using MassTransit;
using Microsoft.Extensions.Options;

namespace DriftStream.Ingest;

/// <summary>
/// The queue read with MassTransit's own SQS transport; compiled in place of the pump with
/// <c>-p:DriftStreamSqs=MassTransit</c>, and checked by <c>tests/SqsSwitchCheck</c> in every build.
/// </summary>
internal static class AmazonSqsIngest
{
    public static IServiceCollection AddQueueTransport(this IServiceCollection services, QueueAddress address) =>
        services.AddNetwork().AddMassTransit(bus =>
        {
            // Nothing may be told to anyone the user has not named.
            bus.DisableUsageTelemetry();
            bus.AddConsumer<EventConsumer>();
            bus.UsingAmazonSqs((context, transport) =>
            {
                transport.Host(address.Region, host => host.Config(address.ToConfig(context.GetRequiredService<AwsHttpClients>())));
                transport.ReceiveEndpoint(address.Name, endpoint => Configure(endpoint, context, address));
            });
        });

    private static void Configure(
        IAmazonSqsReceiveEndpointConfigurator endpoint, IBusRegistrationContext context, QueueAddress address)
    {
        var options = context.GetRequiredService<IOptions<QueueOptions>>().Value;
        endpoint.AddDeserializer(new RawBodySerialization(), isDefault: true);

        // The transport would otherwise create SNS topics, publish faults there, and move what fails or is skipped to
        // queues of its own. Here the redrive policy decides.
        endpoint.ConfigureConsumeTopology = false;
        endpoint.PublishFaults = false;
        endpoint.RethrowFaultedMessages();
        endpoint.ThrowOnSkippedMessages();

        // Without it a message that fails comes back at once, and its receive count is used up within a second.
        endpoint.RedeliverVisibilityTimeout = Math.Max(1, (int)options.FirstRetry.TotalSeconds);
        endpoint.WaitTimeSeconds = (ushort)options.WaitSeconds;
        endpoint.PrefetchCount = options.Concurrency;
        endpoint.ConcurrentMessageLimit = options.Concurrency;
        endpoint.ConnectReceiveEndpointObserver(new StatusObserver(
            context.GetRequiredService<QueueStatus>(), context.GetRequiredService<TimeProvider>(), address));
        endpoint.ConfigureConsumer<EventConsumer>(context);
    }

    /// <summary>Tells <see cref="QueueStatus"/> what the transport finds out; it does not say how many messages it works on.</summary>
    private sealed class StatusObserver(QueueStatus status, TimeProvider time, QueueAddress address) : IReceiveEndpointObserver
    {
        public Task Ready(ReceiveEndpointReady ready)
        {
            status.Reached(time.GetUtcNow());
            return Task.CompletedTask;
        }

        public Task Faulted(ReceiveEndpointFaulted faulted)
        {
            if (faulted.Exception is { } problem)
            {
                status.Failed(SqsFaults.Judge(problem, address.Url).Sentence);
            }

            return Task.CompletedTask;
        }

        public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

        public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;
    }
}
