using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using DriftStream.Alerts;
using DriftStream.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DriftStream.Tests.Alerts;

/// <summary>Slack's Web API on the loopback: keeps messages, edits and threads as Slack would, and refuses what breaks its limits.</summary>
internal sealed class FakeSlack : IAsyncDisposable
{
    public const string Token = "xoxb-1-s3cr3t-t0ken";
    public const string Channel = "C0DRIFT";
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers = new();
    private readonly Lock _lock = new();
    private int _number;

    private FakeSlack(WebApplication app) => _app = app;

    /// <summary>The messages, replies included, in the order of their posting.</summary>
    public List<FakeMessage> Messages { get; } = [];

    /// <summary>The methods that were called, and what with.</summary>
    public ConcurrentQueue<(string Method, JsonNode Arguments)> Calls { get; } = new();

    /// <summary>What broke Slack's limits.</summary>
    public ConcurrentQueue<string> Broken { get; } = new();

    /// <summary>The members of user groups.</summary>
    public Dictionary<string, string[]> Groups { get; } = [];

    /// <summary>The time of each call, for whoever measures.</summary>
    public Func<DateTimeOffset> Clock { get; init; } = () => DateTimeOffset.UnixEpoch;

    public IReadOnlyList<FakeMessage> TopLevel => [.. Messages.Where(m => m.Thread is null)];

    public SlackOptions Options => new()
    {
        BotToken = new Secret(Token),
        SigningSecret = new Secret("8f742231b10e8888abcd99yyyzzz85a5"),
        Channel = Channel,
        Api = new Uri(_app.Urls.First() + "/api/"),
    };

    public static async Task<FakeSlack> StartAsync(Func<DateTimeOffset>? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var slack = new FakeSlack(app) { Clock = clock ?? (() => DateTimeOffset.UnixEpoch) };
        app.Map("/api/{method}", slack.TakeAsync);
        await app.StartAsync();
        return slack;
    }

    /// <summary>The next call fails with this word.</summary>
    public FakeSlack Fails(string error, string? retryAfter = null) => Answers(context =>
    {
        context.Response.Headers.RetryAfter = retryAfter;
        return context.Response.WriteAsJsonAsync(new JsonObject { ["ok"] = false, ["error"] = error });
    });

    /// <summary>The next call is answered with a status.</summary>
    public FakeSlack Answers(int status, string? retryAfter = null) => Answers(context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = retryAfter;
        return context.Response.WriteAsync("{\"ok\":false,\"error\":\"ratelimited\"}");
    });

    public FakeSlack Answers(Func<HttpContext, Task> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var method = (string)context.Request.RouteValues["method"]!;
        using var body = new StreamReader(context.Request.Body);
        var text = await body.ReadToEndAsync();
        var arguments = text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
        Calls.Enqueue((method, arguments));
        if (_answers.TryDequeue(out var answer))
        {
            await answer(context);
            return;
        }

        var reply = context.Request.Headers.Authorization == $"Bearer {Token}" ? Handle(method, arguments, context.Request) : Error("invalid_auth");
        await context.Response.WriteAsJsonAsync(reply);
    }

    private JsonObject Handle(string method, JsonNode arguments, HttpRequest request)
    {
        lock (_lock)
        {
            return method switch
            {
                "chat.postMessage" => Post(arguments),
                "chat.update" => Update(arguments),
                "chat.postEphemeral" => new() { ["ok"] = true },
                "views.open" => Opened(arguments),
                "usergroups.users.list" when Groups.TryGetValue(request.Query["usergroup"].ToString(), out var users) =>
                    new() { ["ok"] = true, ["users"] = new JsonArray([.. users.Select(u => (JsonNode)u)]) },
                "usergroups.users.list" => Error("no_such_subteam"),
                _ => Error("unknown_method"),
            };
        }
    }

    private JsonObject Post(JsonNode arguments)
    {
        if (Check(() => arguments.ShouldFitSlack()) is { } broken)
        {
            return broken;
        }

        var reference = $"1772460465.{++_number:000000}";
        Messages.Add(new(arguments["channel"]!.GetValue<string>(), reference, arguments["thread_ts"]?.GetValue<string>(), arguments, Clock())
        {
            IsBroadcast = arguments["reply_broadcast"]?.GetValue<bool>() == true,
        });
        return new() { ["ok"] = true, ["channel"] = arguments["channel"]!.GetValue<string>(), ["ts"] = reference };
    }

    private JsonObject Update(JsonNode arguments)
    {
        var message = Messages.Find(m => m.Reference == arguments["ts"]!.GetValue<string>() && m.Channel == arguments["channel"]!.GetValue<string>());
        if (message is null)
        {
            return Error("message_not_found");
        }

        if (Check(() => arguments.ShouldFitSlack()) is { } broken)
        {
            return broken;
        }

        message.Body = arguments;
        message.Edits.Add(Clock());
        return new() { ["ok"] = true, ["channel"] = message.Channel, ["ts"] = message.Reference };
    }

    private JsonObject Opened(JsonNode arguments) =>
        Check(() => arguments["view"]!.ShouldBeADialogOfSlack()) ?? new() { ["ok"] = true };

    private JsonObject? Check(Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (Exception broken) when (broken is Shouldly.ShouldAssertException or NullReferenceException)
        {
            Broken.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{broken.Message}"));
            return Error("invalid_blocks");
        }
    }

    private static JsonObject Error(string word) => new() { ["ok"] = false, ["error"] = word };
}

/// <summary>A message as Slack keeps it.</summary>
internal sealed class FakeMessage(string channel, string reference, string? thread, JsonNode body, DateTimeOffset at)
{
    public string Channel => channel;

    public string Reference => reference;

    public string? Thread => thread;

    public DateTimeOffset PostedAt => at;

    public JsonNode Body { get; set; } = body;

    public bool IsBroadcast { get; init; }

    public List<DateTimeOffset> Edits { get; } = [];

    public string Text => Body["text"]!.GetValue<string>();

    public bool HasButtons => Body.ToJsonString().Contains("\"actions\"");
}
