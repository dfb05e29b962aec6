using System.Net;
using DriftStream.Tests.LocalAws;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DriftStream.Tests.Network;

/// <summary>A server on loopback whose certificate a CA of its own has signed.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TlsServer(WebApplication app, string authority) => (_app, Authority) = (app, authority);

    /// <summary>The CA's certificate, in PEM.</summary>
    public string Authority { get; }

    public int Port => new Uri(_app.Urls.Single()).Port;

    /// <summary>The paths that were asked for.</summary>
    public Observed<string> Paths { get; } = new();

    public static async Task<TlsServer> StartAsync(string name = "localhost")
    {
        using var authority = new OwnAuthority();
        var leaf = authority.Vouch(name);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(leaf)));
        var server = new TlsServer(builder.Build(), authority.Pem);
        server._app.MapFallback((HttpRequest asked) =>
        {
            server.Paths.Add(asked.Path);
            return Results.Text("ok");
        });
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
