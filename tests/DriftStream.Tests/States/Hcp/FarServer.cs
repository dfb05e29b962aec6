using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DriftStream.Tests.States.Hcp;

/// <summary>A server on loopback that is not the one that was meant.</summary>
internal sealed class FarServer(WebApplication app) : IAsyncDisposable
{
    private int _asked;

    public string Address => $"tfe+http://127.0.0.1:{new Uri(app.Urls.Single()).Port}/acme";

    /// <summary>How often it was asked.</summary>
    public int Asked => _asked;

    public static async Task<FarServer> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new FarServer(builder.Build());
        server.Map(answer);
        await server.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task StartAsync() => app.StartAsync();

    private void Map(RequestDelegate answer)
    {
        app.Use(next => http =>
        {
            Interlocked.Increment(ref _asked);
            return next(http);
        });
        app.MapFallback(answer);
    }
}
