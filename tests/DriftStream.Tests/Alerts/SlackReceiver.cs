using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DriftStream.Tests.Alerts;

/// <summary>A webhook on the loopback that answers as it is told and remembers what it got.</summary>
internal sealed class SlackReceiver : IAsyncDisposable
{
    public const string SecretPath = "/services/T000/B000/s3cr3t-p4th";
    private readonly Channel<string> _received = Channel.CreateUnbounded<string>();
    private readonly System.Collections.Concurrent.ConcurrentQueue<Func<HttpContext, Task>> _answers = new();
    private readonly WebApplication _app;

    private SlackReceiver(WebApplication app) => _app = app;

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + SecretPath;

    public static async Task<SlackReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new SlackReceiver(app);
        app.MapPost(SecretPath, receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>The next message's answer; without one it is 200.</summary>
    public SlackReceiver Answers(int status, string body = "", string? retryAfter = null) => Answers(async context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = retryAfter;
        await context.Response.WriteAsync(body);
    });

    public SlackReceiver Answers(Func<HttpContext, Task> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public async Task<string> NextAsync(CancellationToken cancellation) => await _received.Reader.ReadAsync(cancellation);

    /// <summary>Everything that came and was not looked at.</summary>
    public IReadOnlyList<string> Drain()
    {
        var all = new List<string>();
        while (_received.Reader.TryRead(out var message))
        {
            all.Add(message);
        }

        return all;
    }

    public bool HasMore => _received.Reader.TryPeek(out _);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        var message = await body.ReadToEndAsync();
        _received.Writer.TryWrite(message);
        if (_answers.TryDequeue(out var answer))
        {
            await answer(context);
        }
        else
        {
            await context.Response.WriteAsync("ok");
        }
    }
}
