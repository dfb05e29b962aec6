namespace DriftStream.Aws;

/// <summary>The SDK's own names for the facts an endpoint is made of.</summary>
internal static class EndpointKeys
{
    public const string Region = "Region";
    public const string Endpoint = "Endpoint";
    public const string UseDualStack = "UseDualStack";
    public const string UseFips = "UseFIPS";
}
