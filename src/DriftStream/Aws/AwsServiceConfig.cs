using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;
using ExecutionContext = Amazon.Runtime.Internal.ExecutionContext;

namespace DriftStream.Aws;

/// <summary>Client settings of one AWS service; region, endpoint overrides, retries and time limits are the SDK's own.</summary>
internal class AwsServiceConfig : ClientConfig
{
    private static readonly IDefaultConfiguration[] EveryMode =
        [.. Enum.GetValues<DefaultConfigurationMode>().Select(StandardFor)];

    private readonly AwsService _service;
    private readonly string _userAgent;

    protected AwsServiceConfig(AwsService service)
        : base(new DefaultConfigurationProvider(EveryMode))
    {
        _service = service;
        ServiceId = service.Id;
        AuthenticationServiceName = service.EndpointPrefix;
        EndpointProvider = new RegionalEndpoints(service.EndpointPrefix);
        _userAgent = InternalSDKUtils.BuildUserAgentString(service.Id, "1.0.0");
    }

    public override string RegionEndpointServiceName => _service.EndpointPrefix;

    public override string ServiceVersion => _service.ApiVersion;

    public override string UserAgent => _userAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters)
    {
        var request = new DefaultRequest(parameters.Request, ServiceId) { AlternateEndpoint = parameters.AlternateEndpoint };
        var context = new RequestContext(false) { ClientConfig = this, OriginalRequest = parameters.Request, Request = request };
        return new RegionalEndpointResolver().GetEndpoint(new ExecutionContext(context, null));
    }

    private static DefaultConfiguration StandardFor(DefaultConfigurationMode mode) => new()
    {
        Name = mode,
        RetryMode = RequestRetryMode.Standard,
        ConnectTimeout = TimeSpan.FromSeconds(3),
        TlsNegotiationTimeout = TimeSpan.FromSeconds(3),
    };
}
