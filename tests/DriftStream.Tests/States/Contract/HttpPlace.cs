using DriftStream.Configuration;
using DriftStream.Network;
using DriftStream.States;
using DriftStream.States.Sources.Http;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.States.Http;

namespace DriftStream.Tests.States.Contract;

/// <summary>One state on a server of the http backend.</summary>
internal sealed class HttpPlace : PlaceUnderTest
{
    private readonly HttpStateSource _source;

    private HttpPlace(HttpBackendServer server)
    {
        Server = server;
        var credentials = new StateCredentials(HttpBackendServer.User, new Secret(HttpBackendServer.Password));
        _source = new(new StateServer(OutgoingHttp.Plain, new SkippingTime(DateTimeOffset.UnixEpoch)), server.At("team/prod"), credentials.ShowTo);
    }

    public HttpBackendServer Server { get; }

    public override IStateSource Source => _source;

    public override IReadOnlyList<string> Names { get; } = ["prod"];

    public override IReadOnlyList<string> Secrets { get; } = [HttpBackendServer.Password];

    public static async Task<HttpPlace> StartAsync() => new(await HttpBackendServer.StartAsync());

    public override Task WriteAsync(string name, string content)
    {
        Server.Put("team/" + name, content);
        return Task.CompletedTask;
    }

    public override Task DeleteAsync(string name)
    {
        Server.Delete("team/" + name);
        return Task.CompletedTask;
    }

    public override Task BreakAsync()
    {
        Server.IsBroken = true;
        return Task.CompletedTask;
    }

    public override Task MendAsync()
    {
        Server.IsBroken = false;
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        _source.Dispose();
        await Server.DisposeAsync();
    }
}
