using DriftStream.Configuration;
using DriftStream.States;
using DriftStream.States.Sources.Hcp;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.Replay.Sources;
using DriftStream.Tests.States.Contract;

namespace DriftStream.Tests.States.Hcp;

/// <summary>An organization on the local server, with two workspaces on a page.</summary>
internal sealed class HcpPlace : PlaceUnderTest
{
    private readonly FakeHcp _server;
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly HcpStateSource _source;

    private HcpPlace(FakeHcp server, TimeProvider time)
    {
        _server = server;
        _server.MostOnPage = 2;
        _source = HcpKinds.Open(HcpAddress.Parse(server.Address), _client, new(time), () => new(new Secret(FakeHcp.Token), "the test"), time);
    }

    public static async Task<HcpPlace> StartAsync()
    {
        var time = new SkippingTime(FarPlace.Now);
        return new(await FakeHcp.StartAsync(time), time);
    }

    public override IStateSource Source => _source;

    public override IReadOnlyList<string> Names { get; } = ["app", "blue-app", "net"];

    public override KeptVersions Keeps => KeptVersions.Written;

    public override bool GivesWhatItListed => true;

    public override IReadOnlyList<string> Secrets => [FakeHcp.Token, .. _server.Store.Secrets];

    public override Task WriteAsync(string name, string content)
    {
        _server.Upload(name, content);
        return Task.CompletedTask;
    }

    public override Task DeleteAsync(string name)
    {
        _server.Workspaces.TryRemove(name, out _);
        return Task.CompletedTask;
    }

    public override Task BreakAsync()
    {
        _server.Fail(503, times: 100);
        return Task.CompletedTask;
    }

    public override Task MendAsync()
    {
        _server.Mend();
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        _source.Dispose();
        _client.Dispose();
        await _server.DisposeAsync();
    }
}
