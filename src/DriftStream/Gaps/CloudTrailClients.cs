using System.Collections.Concurrent;
using Amazon;
using Amazon.CloudTrail;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Microsoft.Extensions.Options;

namespace DriftStream.Gaps;

/// <summary>The account that the credentials belong to.</summary>
internal delegate Task<string> CallerAccount(CancellationToken cancellation);

/// <summary>A client of CloudTrail in a region.</summary>
/// <param name="region">The region.</param>
/// <param name="role">The role to take first; null: the process's own credentials.</param>
internal delegate IAmazonCloudTrail MakeCloudTrail(string region, string? role);

/// <summary>A client for each place whose events are looked up: with the process's own credentials, or with a role of that account.</summary>
internal sealed class CloudTrailClients(IOptions<GapOptions> options, CallerAccount caller, MakeCloudTrail make) : IDisposable
{
    private readonly ConcurrentDictionary<FeedPlace, IAmazonCloudTrail> _clients = new();
    private string? _own;

    /// <summary>The client of a place; null where nothing is configured that may look there.</summary>
    public async Task<IAmazonCloudTrail?> ForAsync(FeedPlace place, CancellationToken cancellation)
    {
        _own ??= await caller(cancellation);
        var role = place.Account == _own ? null : options.Value.LookupRole?.Replace(GapOptions.AccountPlace, place.Account, StringComparison.Ordinal);
        return place.Account == _own || role is not null ? _clients.GetOrAdd(place, p => make(p.Region, role)) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    /// <summary>Asks AWS whose the credentials are.</summary>
    internal static CallerAccount AskBy(HttpClientFactory connections) => async cancellation =>
    {
        using var tokens = new AmazonSecurityTokenServiceClient(new AmazonSecurityTokenServiceConfig { HttpClientFactory = connections });
        return (await tokens.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellation)).Account;
    };

    /// <summary>AWS's CloudTrail.</summary>
    internal static MakeCloudTrail MakeBy(HttpClientFactory connections) => (region, role) => new AmazonCloudTrailClient(
        role is null ? null : new AssumeRoleAWSCredentials(DefaultAWSCredentialsIdentityResolver.GetCredentials(), role, "driftstream-catch-up"),
        Config(region, connections));

    /// <summary>Settings that leave waiting to whoever asks.</summary>
    internal static AmazonCloudTrailConfig Config(string region, HttpClientFactory? connections = null) => new()
    {
        RegionEndpoint = RegionEndpoint.GetBySystemName(region),
        AuthenticationRegion = region,
        Timeout = TimeSpan.FromSeconds(30),
        MaxErrorRetry = 0,
        HttpClientFactory = connections,
    };
}
