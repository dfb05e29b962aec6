using DriftStream.Tests.LocalAws;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DriftStream.Tests.Service;

/// <summary>Stands in for Slack on loopback: takes messages at one secret path and refuses every other.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    public const string SecretPath = "/services/T0LOCAL/B0LOCAL/kd83hFhq0webhooksecret";

    private readonly WebApplication _app;

    private WebhookReceiver(WebApplication app)
    {
        _app = app;
        app.MapPost(SecretPath, TakeAsync);
    }

    public string Url => $"{_app.Urls.Single()}{SecretPath}";

    /// <summary>The bodies it answered "ok" to.</summary>
    public Observed<string> Messages { get; } = new();

    /// <summary>What it answers instead of taking the next messages.</summary>
    public Queue<int> Refusals { get; } = new();

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build());
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        using var body = new StreamReader(request.Body);
        var message = await body.ReadToEndAsync();
        lock (Refusals)
        {
            if (Refusals.TryDequeue(out var status))
            {
                return Results.StatusCode(status);
            }
        }

        Messages.Add(message);
        return Results.Text("ok");
    }
}
