using System.Collections.Concurrent;
using DriftStream.Tests.LocalAws;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DriftStream.Tests.States.Hcp;

/// <summary>Where the local server keeps the content of states: each address has a secret, works for 25 hours, and a token has no business here.</summary>
internal sealed class FakeHcpStore : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, (byte[] Content, DateTimeOffset Until)> _objects = new();
    private readonly ConcurrentQueue<int> _faults = new();
    private int _links;

    private FakeHcpStore(WebApplication app, TimeProvider time)
    {
        (_app, _time) = (app, time);
        _app.MapGet("/v1/object/{secret}", AnswerAsync);
        _app.MapGet("/elsewhere/{secret}", (string secret) => Give(secret));
    }

    /// <summary>What nobody should have asked for.</summary>
    public ConcurrentQueue<string> Wrong { get; } = new();

    /// <summary>Every secret that was handed out.</summary>
    public ConcurrentBag<string> Secrets { get; } = [];

    /// <summary>Every object that was fetched, as it is asked for.</summary>
    public Observed<string> Fetched { get; } = new();

    /// <summary>Whether it leads on to another address, as those with a bucket behind them may.</summary>
    public bool LeadsOn { get; set; }

    /// <summary>What stands before every address that is handed out; null: its own.</summary>
    public string? Pretended { get; set; }

    /// <summary>How many bytes come before the connection breaks, once; null: all.</summary>
    public int? BreaksAfter { get; set; }

    public static async Task<FakeHcpStore> StartAsync(TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var store = new FakeHcpStore(builder.Build(), time);
        await store._app.StartAsync();
        return store;
    }

    /// <summary>A new address for a content.</summary>
    public string Link(byte[] content)
    {
        var secret = $"dmF1bHQ6djE6{Interlocked.Increment(ref _links):D8}-of-the-store";
        _objects[secret] = (content, _time.GetUtcNow().AddHours(25));
        Secrets.Add(secret);
        return $"{Pretended ?? _app.Urls.Single()}/v1/object/{secret}";
    }

    /// <summary>Has the next fetches fail.</summary>
    public void Fail(int status, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            _faults.Enqueue(status);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> AnswerAsync(HttpContext http, string secret)
    {
        Fetched.Add(secret);
        if (http.Request.Headers.ContainsKey("Authorization"))
        {
            Wrong.Enqueue("a token at the store of states");
            return Results.BadRequest();
        }

        if (_faults.TryDequeue(out var status))
        {
            return Results.StatusCode(status);
        }

        if (BreaksAfter is { } length)
        {
            BreaksAfter = null;
            await BreakAsync(http, _objects[secret].Content, length);
        }

        return LeadsOn ? Results.Redirect($"/elsewhere/{secret}", permanent: false, preserveMethod: true) : Give(secret);
    }

    private IResult Give(string secret) => _objects.TryGetValue(secret, out var kept) && _time.GetUtcNow() < kept.Until
        ? Results.Bytes(kept.Content, "application/octet-stream")
        : Results.NotFound();

    private static async Task BreakAsync(HttpContext http, byte[] content, int length)
    {
        http.Response.ContentLength = content.Length;
        await http.Response.Body.WriteAsync(content.AsMemory(0, length));
        await http.Response.Body.FlushAsync();
        http.Abort();
    }
}
