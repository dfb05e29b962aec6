using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using DriftStream.Tests.LocalAws;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DriftStream.Tests.States.Hcp;

/// <summary>
/// A server on loopback that keeps to the published API of HCP Terraform: 30 requests a second, 20 to 100 items a page, 401 for the token
/// alone, 404 for what is absent or not allowed, JSON:API's media type. What the API does not publish it refuses, and its disposal then fails the
/// test that asked. Its store of states is another server, whose addresses work for 25 hours and with no token.
/// </summary>
internal sealed class FakeHcp : IAsyncDisposable
{
    public const string Token = "kY7dPq2.atlasv1.only-for-these-tests";
    public const string Organization = "acme";
    public const string MediaType = "application/vnd.api+json";

    private readonly WebApplication _app;
    private readonly FakeHcpStore _store;
    private readonly FakeHcpQuestions _questions;
    private readonly Queue<DateTimeOffset> _lately = new();
    private readonly ConcurrentQueue<string> _wrong = new();
    private readonly ConcurrentQueue<(int Status, string? Header, string? Value)> _faults = new();
    private readonly TimeProvider _time;
    private int _ids;

    private FakeHcp(WebApplication app, FakeHcpStore store, TimeProvider time)
    {
        (_app, _store, _time) = (app, store, time);
        _questions = new(this, _wrong.Enqueue);
        _app.MapGet("/api/v2/{**path}", AnswerAsync);
        _app.MapFallback((HttpContext http) =>
        {
            _wrong.Enqueue($"{http.Request.Method} {http.Request.Path}");
            return Results.NotFound();
        });
    }

    /// <summary>Its address, as the user writes it.</summary>
    public string Address => $"tfe+http://127.0.0.1:{Port}/{Organization}";

    public int Port => new Uri(_app.Urls.Single()).Port;

    /// <summary>The host, as it is shown.</summary>
    public string Host => $"127.0.0.1:{Port}";

    /// <summary>The variable that holds its token.</summary>
    public string Variable => $"TF_TOKEN_127_0_0_1:{Port}";

    public ConcurrentDictionary<string, FakeHcpWorkspace> Workspaces { get; } = new();

    /// <summary>The store of states.</summary>
    public FakeHcpStore Store => _store;

    /// <summary>The questions that were answered or refused, without their percent signs.</summary>
    public Observed<string> Asked { get; } = new();

    /// <summary>No page holds more; the published limit is 100.</summary>
    public int MostOnPage { get; set; } = 100;

    /// <summary>Whether state versions can come along with a list of workspaces. The server's own client asks for that, and it is not published.</summary>
    public bool VersionsComeAlong { get; set; } = true;

    /// <summary>Whether the token may see the organization.</summary>
    public bool IsVisible { get; set; } = true;

    public static async Task<FakeHcp> StartAsync(TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new FakeHcp(builder.Build(), await FakeHcpStore.StartAsync(time), time);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>A workspace; a new one where it is not there.</summary>
    public FakeHcpWorkspace Workspace(string name) => Workspaces.GetOrAdd(name, n => new($"ws-{Next()}", n));

    /// <summary>A new state version, made now.</summary>
    public FakeHcpVersion Upload(string workspace, string content)
    {
        var version = new FakeHcpVersion($"sv-{Next()}", _time.GetUtcNow(), content);
        Workspace(workspace).Versions.Add(version);
        return version;
    }

    /// <summary>Has the next requests fail.</summary>
    public void Fail(int status, int times = 1, string? header = null, string? value = null)
    {
        for (var i = 0; i < times; i++)
        {
            _faults.Enqueue((status, header, value));
        }
    }

    /// <summary>No request fails any more.</summary>
    public void Mend() => _faults.Clear();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _store.DisposeAsync();
        if (!_wrong.IsEmpty || !_store.Wrong.IsEmpty)
        {
            throw new InvalidOperationException($"The API does not publish: {string.Join("; ", _wrong.Concat(_store.Wrong))}");
        }
    }

    private string Next() => $"{Interlocked.Increment(ref _ids):D16}";

    private IResult AnswerAsync(HttpContext http, string path)
    {
        Asked.Add(Uri.UnescapeDataString($"{path}{http.Request.QueryString}"));
        if (_faults.TryDequeue(out var fault))
        {
            if (fault.Header is { } header)
            {
                http.Response.Headers[header] = fault.Value;
            }

            return Document(fault.Status, FakeHcpDocuments.Errors(fault.Status, "as the test asked"));
        }

        var (status, document) = IsTooFast() ? (429, FakeHcpDocuments.Errors(429, "Too many requests", "You have exceeded the API's rate limit."))
            : http.Request.Headers.Authorization != $"Bearer {Token}" ? (401, FakeHcpDocuments.Errors(401, "unauthorized"))
            : !http.Request.Headers.Accept.ToString().Contains(MediaType, StringComparison.Ordinal) ? (406, FakeHcpDocuments.Errors(406, "not acceptable"))
            : _questions.Answer(path, http.Request.Query);
        return Document(status, document);
    }

    private static IResult Document(int status, JsonObject document) => Results.Text(document.ToJsonString(), MediaType, statusCode: status);

    private bool IsTooFast()
    {
        lock (_lately)
        {
            var now = _time.GetUtcNow();
            while (_lately.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromSeconds(1))
            {
                _lately.Dequeue();
            }

            _lately.Enqueue(now);
            return _lately.Count > 30;
        }
    }
}
