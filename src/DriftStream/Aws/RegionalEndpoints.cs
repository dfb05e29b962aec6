using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

namespace DriftStream.Aws;

/// <summary>The address of a service in a region, in whichever partition the region lies.</summary>
internal sealed class RegionalEndpoints(string endpointPrefix) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (parameters[EndpointKeys.Endpoint] is string { Length: > 0 } overridden)
        {
            return new Endpoint(overridden);
        }

        var region = parameters[EndpointKeys.Region] as string ?? throw new AmazonClientException(
            $"No AWS region is known for {endpointPrefix}: set AWS_REGION.");
        var partition = Fn.Partition(region) ?? throw new AmazonClientException(
            $"'{region}' is not an AWS region that {endpointPrefix} could be called in.");

        var host = parameters[EndpointKeys.UseFips] is true ? $"{endpointPrefix}-fips" : endpointPrefix;
        var suffix = parameters[EndpointKeys.UseDualStack] is true ? partition.dualStackDnsSuffix : partition.dnsSuffix;
        return new Endpoint($"https://{host}.{region}.{suffix}");
    }
}
