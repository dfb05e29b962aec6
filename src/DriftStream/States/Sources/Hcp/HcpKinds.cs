using System.Collections.Concurrent;
using DriftStream.Configuration;
using DriftStream.Network;

namespace DriftStream.States.Sources.Hcp;

/// <summary>Adds HCP Terraform and Terraform Enterprise to the places of states.</summary>
internal static class HcpKinds
{
    private const int MostBytes = 256 << 20;
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(20);

    /// <summary>Adds <c>hcp://</c> and <c>tfe://</c>, and <c>tfe+http://</c> for servers on this machine.</summary>
    /// <param name="kinds">The kinds known so far.</param>
    /// <param name="http">How connections are made.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="time">The clock.</param>
    public static SourceKinds WithHcp(this SourceKinds kinds, OutgoingHttp http, IReadOnlyDictionary<string, string> environment, TimeProvider time)
    {
        // One for all of a server's states: its limit is for a user, and connections are worth keeping.
        var client = new Lazy<HttpClient>(() => new(http.Handler()) { Timeout = AnswerLimit, MaxResponseContentBufferSize = MostBytes });
        var paces = new ConcurrentDictionary<string, HcpPace>(StringComparer.Ordinal);
        var tokens = new HcpTokens(environment);
        foreach (var scheme in new[] { "hcp", "tfe", "tfe+http" })
        {
            kinds.With(scheme, (entry, argument) =>
            {
                var address = HcpAddress.Parse(argument.Target);
                return Open(address, client.Value, paces.GetOrAdd(address.Host, _ => new(time)), () => TokenOf(entry, address, tokens), time);
            });
        }

        return kinds;
    }

    /// <summary>The states at an address.</summary>
    public static HcpStateSource Open(HcpAddress address, HttpClient client, HcpPace pace, Func<HcpToken> token, TimeProvider time)
    {
        var api = new HcpApi(address.Server, client, pace, time);
        var queries = new HcpQueries(address, api, token);
        return new(address, queries, new(address, queries, time), new(client, api), time);
    }

    // Looked up each time, so that a new token counts at once.
    private static HcpToken TokenOf(StateEntry entry, HcpAddress address, HcpTokens tokens) =>
        entry.Token is { } given ? new(given, "the Token of its entry")
        : tokens.Find(address.Host) ?? throw new StateSourceException(HcpFaults.NoToken(address.Host));
}
