using DriftStream.Network;

namespace DriftStream.States.Sources.Http;

/// <summary>Opens what an http address names.</summary>
internal static class HttpKinds
{
    /// <summary>Adds servers of the http backend, GitLab among them.</summary>
    public static SourceKinds WithHttp(this SourceKinds kinds, OutgoingHttp http, IReadOnlyDictionary<string, string> environment, TimeProvider time)
    {
        return kinds.With("https", Open).With("http", Open);

        IStateSource Open(Configuration.StateEntry entry, StateArgument argument)
        {
            var address = StateServer.AddressOf(entry, argument.Target);
            var (server, credentials) = (new StateServer(http, time), StateCredentials.Of(entry, environment));
            return GitLabAddress.Of(address) is { } project ? new GitLabStateSource(server, project, credentials) : new HttpStateSource(server, address, credentials.ShowTo);
        }
    }
}
