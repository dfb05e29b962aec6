using DriftStream.Configuration;
using DriftStream.Ingest;
using DriftStream.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DriftStream.Tests.Web;

/// <summary>The web part on a real port, over a ledger in memory.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LiveServer(WebApplication app, FakeLedger ledger)
    {
        _app = app;
        Ledger = ledger;
        Address = new Uri(app.Urls.Single());
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
    }

    public FakeLedger Ledger { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    /// <summary>A server that takes events and, unless told otherwise, finds each of them new.</summary>
    public static async Task<LiveServer> StartAsync(
        string? key = null, TakeMessage? take = null, TimeProvider? time = null, Action<ILoggingBuilder>? logging = null, int port = 0)
    {
        var ledger = new FakeLedger();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        logging?.Invoke(builder.Logging);
        builder.Services.AddSingleton(ledger.Source);
        builder.Services.AddSingleton(take ?? ((_, _) => Task.FromResult(new IntakeResult(1, 0, 0))));
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddWeb();
        builder.Services.Configure<HttpOptions>(http =>
        {
            http.Listen = new Uri($"http://127.0.0.1:{port}");
            http.ApiKey = key is null ? null : new Secret(key);
        });

        var app = builder.Build().MapWeb();
        await app.StartAsync();
        return new(app, ledger);
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
