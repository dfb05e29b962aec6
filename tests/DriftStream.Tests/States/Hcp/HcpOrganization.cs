using DriftStream.Commands;
using DriftStream.Configuration;
using DriftStream.States;
using DriftStream.States.Sources.Hcp;
using DriftStream.Tests.Commands;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.Replay.Sources;

namespace DriftStream.Tests.States.Hcp;

/// <summary>An organization on the local server, the program beside it, and time in which nobody waits.</summary>
internal sealed class HcpOrganization : IAsyncDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private HcpOrganization(FakeHcp server, SkippingTime time)
    {
        (Server, Time) = (server, time);
        Environment = new() { [server.Variable] = FakeHcp.Token };
    }

    public FakeHcp Server { get; }

    public SkippingTime Time { get; }

    public TestFolder Folder { get; } = new();

    /// <summary>The environment of the program.</summary>
    public Dictionary<string, string> Environment { get; }

    public static async Task<HcpOrganization> OpenAsync()
    {
        var time = new SkippingTime(FarPlace.Now);
        return new(await FakeHcp.StartAsync(time), time);
    }

    /// <summary>The states at an address below the organization's: <c>/net</c>, <c>?tag=prod</c>.</summary>
    public HcpStateSource Source(string below = "") =>
        HcpKinds.Open(HcpAddress.Parse(Server.Address + below), _client, new(Time), () => new(new Secret(FakeHcp.Token), "the test"), Time);

    /// <summary>Runs a verb with the states of the organization.</summary>
    public Task<ProgramOutcome> RunAsync(params string[] arguments) =>
        new ProgramUnderTest(Folder) { Time = Time, Environment = Environment, Parts = new ProgramParts() }.RunAsync(arguments);

    /// <summary>What <c>states</c> says of an address below the organization's.</summary>
    public Task<ProgramOutcome> StatesAsync(string below = "", params string[] more) => RunAsync(["states", "--state", Server.Address + below, .. more]);

    public static async Task<string> TextAsync(Task<Stream> content)
    {
        using var reader = new StreamReader(await content);
        return await reader.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        Folder.Dispose();
        await Server.DisposeAsync();
    }
}
