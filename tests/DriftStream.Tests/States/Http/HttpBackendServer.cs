using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using DriftStream.Tests.LocalAws;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DriftStream.Tests.States.Http;

/// <summary>A server for Terraform's http backend on loopback: keeps states, asks for a password, and locks.</summary>
/// <remarks>https://developer.hashicorp.com/terraform/language/backend/http</remarks>
internal sealed class HttpBackendServer : IWebStates
{
    public const string User = "terraform";
    public const string Password = "s3cr3t-of-the-state";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, byte[]> _states = new();
    private readonly ConcurrentDictionary<string, byte[]> _locks = new();

    private HttpBackendServer(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    /// <summary>Every request that was let in, as <c>GET /path 200</c>.</summary>
    public Observed<string> Answers { get; } = new();

    /// <summary>What is answered instead of the next requests.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Faults { get; } = new();

    /// <summary>Says in the answer which state it is, and what its sum is.</summary>
    public bool TellsTags { get; set; } = true;

    /// <summary>Does not answer any more.</summary>
    public bool IsBroken { get; set; }

    public static async Task<HttpBackendServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new HttpBackendServer(builder.Build());
        await server._app.StartAsync();
        return server;
    }

    /// <summary>The address of a state.</summary>
    public Uri At(string path) => new($"{_app.Urls.Single()}/{path}");

    public void Put(string path, string content) => _states["/" + path] = Encoding.UTF8.GetBytes(content);

    public void Delete(string path) => _states.TryRemove("/" + path, out _);

    /// <summary>Whether somebody holds the lock of a state.</summary>
    public bool IsLocked(string path) => _locks.ContainsKey("/" + path);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        if (IsBroken)
        {
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        else if (Faults.TryDequeue(out var fault))
        {
            await fault(http);
        }
        else if (http.Request.Headers.Authorization != $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"))}")
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            await ServeAsync(http, http.Request.Path.Value!);
        }

        Answers.Add($"{http.Request.Method} {http.Request.Path} {http.Response.StatusCode}");
    }

    private Task ServeAsync(HttpContext http, string path) => http.Request.Method switch
    {
        "GET" => SendAsync(http, path),
        "POST" => TakeAsync(http, path),
        "DELETE" => RemoveAsync(http, path),
        "LOCK" => LockAsync(http, path),
        "UNLOCK" => UnlockAsync(path),
        _ => RefuseAsync(http),
    };

    private async Task SendAsync(HttpContext http, string path)
    {
        if (!_states.TryGetValue(path, out var state))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(state))}\"";
        if (TellsTags)
        {
            http.Response.Headers.ETag = tag;
            http.Response.Headers.ContentMD5 = Convert.ToBase64String(Sum(state));
        }

        if (TellsTags && http.Request.Headers.IfNoneMatch == tag)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(state);
    }

    private async Task TakeAsync(HttpContext http, string path)
    {
        if (_locks.TryGetValue(path, out var held) && !Encoding.UTF8.GetString(held).Contains(http.Request.Query["ID"].ToString(), StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status409Conflict;
            return;
        }

        _states[path] = await BodyAsync(http);
    }

    private Task RemoveAsync(HttpContext http, string path)
    {
        _states.TryRemove(path, out _);
        http.Response.StatusCode = StatusCodes.Status200OK;
        return Task.CompletedTask;
    }

    private async Task LockAsync(HttpContext http, string path)
    {
        var wanted = await BodyAsync(http);
        if (!_locks.TryAdd(path, wanted))
        {
            http.Response.StatusCode = StatusCodes.Status423Locked;
            await http.Response.Body.WriteAsync(_locks[path]);
        }
    }

    private Task UnlockAsync(string path)
    {
        _locks.TryRemove(path, out _);
        return Task.CompletedTask;
    }

    // What Terraform and its servers use against damage.
    private static byte[] Sum(byte[] state)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        sum.AppendData(state);
        return sum.GetHashAndReset();
    }

    private static Task RefuseAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    }

    private static async Task<byte[]> BodyAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        return body.ToArray();
    }
}
