using DriftStream.States;
using DriftStream.Tests.States.Http;

namespace DriftStream.Tests.States.Contract;

/// <summary>States on a web server that runs in the test.</summary>
/// <param name="server">The server.</param>
/// <param name="source">What reads it.</param>
/// <param name="names">What states there can be called.</param>
/// <param name="secret">What must be in no sentence.</param>
internal sealed class WebPlace<TServer>(TServer server, IStateSource source, IReadOnlyList<string> names, string secret) : PlaceUnderTest
    where TServer : IWebStates
{
    public TServer Server => server;

    public override IStateSource Source => source;

    public override IReadOnlyList<string> Names => names;

    public override IReadOnlyList<string> Secrets { get; } = [secret];

    /// <summary>What the server puts before the names.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Happens before each write.</summary>
    public Action Writing { get; init; } = () => { };

    public override Task WriteAsync(string name, string content)
    {
        Writing();
        server.Put(Folder + name, content);
        return Task.CompletedTask;
    }

    public override Task DeleteAsync(string name)
    {
        server.Delete(Folder + name);
        return Task.CompletedTask;
    }

    public override Task BreakAsync()
    {
        server.IsBroken = true;
        return Task.CompletedTask;
    }

    public override Task MendAsync()
    {
        server.IsBroken = false;
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        (source as IDisposable)?.Dispose();
        return server.DisposeAsync();
    }
}
