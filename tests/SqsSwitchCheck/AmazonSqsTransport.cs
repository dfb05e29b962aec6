using Amazon.SQS;

// The members of MassTransit.AmazonSQS 8.5 that DriftStream uses, with that package's names and signatures; the client is the real one.
// https://github.com/MassTransit/MassTransit/tree/develop/src/Transports/MassTransit.AmazonSqsTransport
namespace MassTransit;

internal interface IAmazonSqsReceiveEndpointConfigurator : IReceiveEndpointConfigurator
{
    public int RedeliverVisibilityTimeout { set; }

    public ushort WaitTimeSeconds { set; }
}

internal interface IAmazonSqsBusFactoryConfigurator : IBusFactoryConfigurator<IAmazonSqsReceiveEndpointConfigurator>;

internal interface IAmazonSqsHostConfigurator
{
    public void Config(AmazonSQSConfig config);
}

internal static class AmazonSqsTransport
{
    public static void UsingAmazonSqs(
        this IBusRegistrationConfigurator configurator,
        Action<IBusRegistrationContext, IAmazonSqsBusFactoryConfigurator> configure) => throw OnlyCompiled(configurator, configure);

    public static void Host(
        this IAmazonSqsBusFactoryConfigurator configurator,
        string hostName,
        Action<IAmazonSqsHostConfigurator> configure) => throw OnlyCompiled(configurator, hostName, configure);

    private static NotSupportedException OnlyCompiled(params object[] arguments) =>
        new($"This stands in for MassTransit.AmazonSQS at compile time only ({arguments.Length} arguments).");
}
