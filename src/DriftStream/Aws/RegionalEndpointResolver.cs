using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace DriftStream.Aws;

/// <summary>The pipeline step that hands a client's settings to <see cref="RegionalEndpoints"/>.</summary>
internal sealed class RegionalEndpointResolver : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext)
    {
        var config = requestContext.ClientConfig;
        return new EndpointParameters
        {
            [EndpointKeys.Region] = requestContext.Request.AlternateEndpoint?.SystemName
                ?? config.RegionEndpoint?.SystemName
                ?? config.AuthenticationRegion,
            [EndpointKeys.UseDualStack] = config.UseDualstackEndpoint,
            [EndpointKeys.UseFips] = config.UseFIPSEndpoint,
            [EndpointKeys.Endpoint] = config.ServiceURL,
        };
    }
}
