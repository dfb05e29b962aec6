using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DriftStream.Tests.LocalAws;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DriftStream.Tests.States.Http;

/// <summary>GitLab as far as it keeps states for one project. What the published schema does not have is refused, as GitLab does.</summary>
/// <remarks>https://docs.gitlab.com/api/graphql/reference/#terraformstate</remarks>
internal sealed partial class FakeGitLab : IWebStates
{
    public const int Project = 4711;
    public const string Path = "acme/infra live";
    public const string Token = "glpat-s3cr3tOfTheProject";
    public const string JobToken = "s3cr3t-of-the-job";

    private static readonly HashSet<string> Schema =
        ["query", "path", "ID", "name", "String", "after", "project", "fullPath", "terraformState", "terraformStates", "first", "nodes", "pageInfo", "hasNextPage", "endCursor", "lockedAt", "lockedByUser", "username", "latestVersion", "serial", "createdAt"];

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Kept> _states = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (DateTimeOffset At, string? By, string Content)> _locks = [];
    private readonly WebApplication _app;
    private readonly TimeProvider _time;

    private FakeGitLab(WebApplication app, TimeProvider time)
    {
        (_app, _time) = (app, time);
        app.Run(AnswerAsync);
    }

    public Observed<string> Answers { get; } = new();

    /// <summary>How many states one page has.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>Answers that something inside it failed.</summary>
    public bool IsBroken { get; set; }

    public string Root => _app.Urls.Single();

    public static async Task<FakeGitLab> StartAsync(TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new FakeGitLab(builder.Build(), time);
        await server._app.StartAsync();
        return server;
    }

    public Uri At(string state) => new($"{Root}/api/v4/projects/{Project}/terraform/state/{state}");

    public void Put(string name, string content)
    {
        lock (_lock)
        {
            _states[name] = new(Encoding.UTF8.GetBytes(content), (_states.GetValueOrDefault(name)?.Serial ?? -1) + 1, _time.GetUtcNow());
        }
    }

    public void Delete(string name)
    {
        lock (_lock)
        {
            _states.Remove(name);
        }
    }

    /// <summary>Somebody takes the lock.</summary>
    /// <returns>Whether it was free.</returns>
    public bool Lock(string name, string? by, string content = "{}")
    {
        lock (_lock)
        {
            return _locks.TryAdd(name, (_time.GetUtcNow(), by, content));
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (IsBroken)
        {
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        else if (path == "/api/graphql")
        {
            await GraphAsync(http);
        }
        else if (ProjectShape().IsMatch(path))
        {
            await (IsToken(http) ? http.Response.WriteAsJsonAsync(new { id = Project, path_with_namespace = Path }) : RefuseAsync(http));
        }
        else if (StateShape().Match(path) is { Success: true } match)
        {
            var isRead = HttpMethods.IsGet(http.Request.Method);
            await (IsToken(http) || (isRead && IsJob(http)) ? ServeAsync(http, Uri.UnescapeDataString(match.Groups[1].Value), match.Groups[2].Success) : RefuseAsync(http));
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }

        Answers.Add($"{http.Request.Method} {path} {http.Response.StatusCode}");
    }

    private static bool IsToken(HttpContext http) => http.Request.Headers["PRIVATE-TOKEN"] == Token || http.Request.Headers.Authorization == Basic("alice", Token);

    private static bool IsJob(HttpContext http) => http.Request.Headers.Authorization == Basic("gitlab-ci-token", JobToken);

    private static string Basic(string user, string password) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}";

    private static Task RefuseAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return http.Response.WriteAsync("""{"message":"401 Unauthorized"}""");
    }

    private Task ServeAsync(HttpContext http, string name, bool isLock) => (http.Request.Method, isLock) switch
    {
        ("GET", false) => SendAsync(http, name),
        ("POST", false) => TakeAsync(http, name),
        ("POST", true) => LockAsync(http, name),
        ("DELETE", true) => UnlockAsync(name),
        _ => RefuseAsync(http),
    };

    private async Task TakeAsync(HttpContext http, string name) => Put(name, await BodyAsync(http));

    private async Task LockAsync(HttpContext http, string name) =>
        http.Response.StatusCode = Lock(name, "alice", await BodyAsync(http)) ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;

    private Task UnlockAsync(string name)
    {
        lock (_lock)
        {
            _locks.Remove(name);
        }

        return Task.CompletedTask;
    }

    private static async Task<string> BodyAsync(HttpContext http)
    {
        using var body = new StreamReader(http.Request.Body);
        return await body.ReadToEndAsync();
    }

    private Task SendAsync(HttpContext http, string name)
    {
        Kept? kept;
        lock (_lock)
        {
            kept = _states.GetValueOrDefault(name);
        }

        http.Response.StatusCode = kept is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return kept is null ? Task.CompletedTask : http.Response.Body.WriteAsync(kept.Content).AsTask();
    }

    private async Task GraphAsync(HttpContext http)
    {
        // A token that GitLab does not know is refused; a job's is one of those here.
        if (http.Request.Headers.Authorization != $"Bearer {Token}" && http.Request.Headers.Authorization.Count > 0)
        {
            await RefuseAsync(http);
            return;
        }

        var question = (await JsonSerializer.DeserializeAsync<JsonNode>(http.Request.Body))!;
        var query = (string)question["query"]!;
        var isShown = http.Request.Headers.Authorization.Count > 0 && (string?)question["variables"]!["path"] == Path;
        JsonNode answer = Word().Matches(query).Select(w => w.Value).FirstOrDefault(w => !Schema.Contains(w) && !int.TryParse(w, out _)) is { } unknown
            ? new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["message"] = $"Field '{unknown}' doesn't exist" }) }
            : new JsonObject { ["data"] = new JsonObject { ["project"] = isShown ? ProjectOf(question["variables"]!) : null } };
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(answer.ToJsonString());
    }

    private JsonObject ProjectOf(JsonNode variables)
    {
        lock (_lock)
        {
            if ((string?)variables["name"] is { } name)
            {
                return new() { ["terraformState"] = _states.TryGetValue(name, out var one) ? StateOf(name, one) : null };
            }

            var from = (string?)variables["after"] is { } after ? int.Parse(after, CultureInfo.InvariantCulture) : 0;
            var page = _states.Skip(from).Take(PageSize).Select(s => StateOf(s.Key, s.Value)).ToArray();
            return new()
            {
                ["terraformStates"] = new JsonObject
                {
                    ["nodes"] = new JsonArray([.. page]),
                    ["pageInfo"] = new JsonObject { ["hasNextPage"] = from + PageSize < _states.Count, ["endCursor"] = (from + PageSize).ToString(CultureInfo.InvariantCulture) },
                },
            };
        }
    }

    private JsonObject StateOf(string name, Kept kept) => new()
    {
        ["name"] = name,
        ["lockedAt"] = _locks.TryGetValue(name, out var held) ? Text(held.At) : null,
        ["lockedByUser"] = held.By is { } user ? new JsonObject { ["username"] = user } : null,
        ["latestVersion"] = kept.Content.Length == 0 ? null : new JsonObject { ["serial"] = kept.Serial, ["createdAt"] = Text(kept.Created) },
    };

    private static string Text(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A/api/v4/projects/[^/]+\z")]
    private static partial Regex ProjectShape();

    [GeneratedRegex(@"\A/api/v4/projects/[^/]+/terraform/state/([^/]+?)(/lock)?\z")]
    private static partial Regex StateShape();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    private sealed record Kept(byte[] Content, int Serial, DateTimeOffset Created);
}
