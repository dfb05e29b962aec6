using System.Text.RegularExpressions;
using Amazon;
using Amazon.Runtime;
using Amazon.SQS;

namespace DriftStream.Ingest;

/// <summary>What a queue's URL says about where its service is.</summary>
/// <param name="Url">The URL as configured; SQS wants it in every request.</param>
/// <param name="Name">The queue's name.</param>
/// <param name="Region">The region that requests are signed for.</param>
/// <param name="Endpoint">Where the service is when not at AWS's usual place for the region: a VPC endpoint, a local server; else null.</param>
internal sealed partial record QueueAddress(Uri Url, string Name, string Region, Uri? Endpoint)
{
    private const string WithoutRegion = "us-east-1";

    // What SQS allows a receive to wait.
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(20);

    /// <summary>Whether the URL can be a queue's at all.</summary>
    public static bool IsQueue(Uri url) =>
        url.IsAbsoluteUri && url.Scheme is "https" or "http" && url.Segments[^1].Trim('/').Length > 0;

    /// <summary>Reads a queue's URL.</summary>
    /// <param name="url">One that <see cref="IsQueue"/>.</param>
    /// <param name="regionElsewhere">The region to sign for when the host does not name one.</param>
    public static QueueAddress Parse(Uri url, string? regionElsewhere)
    {
        var named = RegionInHost().Match(url.Host).Groups["region"];
        var region = named.Success ? named.Value : regionElsewhere ?? WithoutRegion;
        var name = Uri.UnescapeDataString(url.Segments[^1].Trim('/'));

        var isUsualPlace = named.Success
            && url is { Scheme: "https", IsDefaultPort: true }
            && url.Host == $"sqs.{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}";
        return new QueueAddress(url, name, region, isUsualPlace ? null : new Uri(url.GetLeftPart(UriPartial.Authority)));
    }

    /// <summary>Client settings that reach this queue.</summary>
    /// <param name="connections">How connections are made; null for the client's own way.</param>
    public AmazonSQSConfig ToConfig(HttpClientFactory? connections = null)
    {
        var config = new AmazonSQSConfig
        {
            // A network that swallows everything has to be told within a minute; the SDK by itself would stay silent for several.
            ConnectTimeout = TimeSpan.FromSeconds(10),
            Timeout = LongestPoll + TimeSpan.FromSeconds(10),
            MaxErrorRetry = 1,

            // Where AWS_ENDPOINT_URL_SQS names the endpoint, the SDK by itself would sign for us-east-1.
            AuthenticationRegion = Region,
            HttpClientFactory = connections,
        };
        if (Endpoint is null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(Region);
        }
        else
        {
            config.ServiceURL = Endpoint.AbsoluteUri;
        }

        return config;
    }

    // sqs.REGION.…, sqs-fips.REGION.…, REGION.queue.amazonaws.com, vpce-….sqs.REGION.vpce.amazonaws.com
    [GeneratedRegex(@"(?:^|\.)sqs(?:-fips)?\.(?<region>[a-z]+(?:-[a-z]+)+-\d+)\.|^(?<region>[a-z]+(?:-[a-z]+)+-\d+)\.queue\.")]
    private static partial Regex RegionInHost();
}
