using DriftStream.Configuration;
using DriftStream.Network;
using DriftStream.States.Sources.Http;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.States.Http;

namespace DriftStream.Tests.States.Contract;

/// <summary>One state on a server of the http backend.</summary>
internal static class HttpPlace
{
    public static async Task<WebPlace<HttpBackendServer>> StartAsync()
    {
        var server = await HttpBackendServer.StartAsync();
        var credentials = new StateCredentials(HttpBackendServer.User, new Secret(HttpBackendServer.Password));
        var source = new HttpStateSource(new StateServer(OutgoingHttp.Plain, new SkippingTime(DateTimeOffset.UnixEpoch)), server.At("team/prod"), credentials.ShowTo);
        return new(server, source, ["prod"], HttpBackendServer.Password) { Folder = "team/" };
    }
}
