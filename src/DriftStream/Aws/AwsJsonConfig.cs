namespace DriftStream.Aws;

/// <summary>Client settings of one AWS JSON service.</summary>
internal class AwsJsonConfig(AwsJsonService service) : AwsServiceConfig(service)
{
    /// <summary>The service.</summary>
    public AwsJsonService Service => service;
}
