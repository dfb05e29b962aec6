using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace DriftStream.Tests.LocalAws;

/// <summary>
/// An AWS endpoint on loopback that checks every signature. What it does not know it refuses, and its disposal then fails
/// the test that called it.
/// </summary>
internal sealed class LocalAwsServer : IAsyncDisposable
{
    public const string AccessKey = "AKIALOCALAWSSERVER00";
    public const string Secret = "local-aws-server-secret";
    public const string Region = "us-east-1";
    public const string CallerArn = "arn:aws:sts::000000000000:assumed-role/driftstream-reader/reader";

    private readonly WebApplication _app;
    private readonly LocalSqs _sqs;
    private readonly SigV4Check _signature = new(AccessKey, Secret);
    private readonly ConcurrentQueue<string> _unexpected = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<LocalAwsException>> _faults = new();

    private LocalAwsServer(WebApplication app, TimeProvider time)
    {
        _app = app;
        _sqs = new LocalSqs(time);
        CloudTrail = new LocalCloudTrail(time);
        S3 = new LocalS3(time);
        _app.MapPost("/", AnswerAsync);
        _app.MapMethods("/{bucket}/{*key}", [HttpMethods.Get, HttpMethods.Head, HttpMethods.Put], AnswerS3Async);
        _app.MapGet("/", (HttpResponse response) => response.Headers.Date = time.GetUtcNow().ToString("R"));
        _app.MapFallback(Unexpected);
    }

    public Uri Endpoint => new(_app.Urls.First());

    /// <summary>Its event history.</summary>
    public LocalCloudTrail CloudTrail { get; }

    /// <summary>Its topics.</summary>
    public LocalSns Sns { get; } = new();

    /// <summary>Its buckets, addressed by path.</summary>
    public LocalS3 S3 { get; }

    /// <summary>Every call with a good signature, as it arrives.</summary>
    public Observed<LocalAwsCall> Calls { get; } = new();

    /// <summary>Every call that succeeded, once it has taken effect.</summary>
    public Observed<LocalAwsCall> Done { get; } = new();

    public static async Task<LocalAwsServer> StartAsync(TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new LocalAwsServer(builder.Build(), time ?? TimeProvider.System);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Has the next call of an operation fail.</summary>
    public void FailNext(string operation, string code, int status = 400) =>
        _faults.GetOrAdd(operation, _ => new()).Enqueue(new LocalAwsException(code, $"{operation} fails as the test asked.", status));

    public async ValueTask DisposeAsync()
    {
        _sqs.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (!_unexpected.IsEmpty)
        {
            throw new InvalidOperationException($"Calls that the local AWS does not know: {string.Join("; ", _unexpected)}");
        }
    }

    private async Task AnswerAsync(HttpContext http)
    {
        JsonObject answer;
        try
        {
            if (http.Request.HasFormContentType)
            {
                await AnswerFormAsync(http);
                return;
            }

            answer = await CallAsync(http);
        }
        catch (LocalAwsException error)
        {
            http.Response.StatusCode = error.Status;
            http.Response.Headers["x-amzn-query-error"] = $"{error.QueryCode};Sender";
            answer = new JsonObject { ["__type"] = $"com.amazonaws.sqs#{error.Code}", ["message"] = error.Message };
        }

        http.Response.ContentType = "application/x-amz-json-1.0";
        http.Response.Headers["x-amzn-RequestId"] = http.TraceIdentifier;
        await http.Response.WriteAsync(answer.ToJsonString(), http.RequestAborted);
    }

    private async Task<JsonObject> CallAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var target = http.Request.Headers["X-Amz-Target"].ToString();
        if (target.StartsWith(LocalCloudTrail.TargetPrefix, StringComparison.Ordinal))
        {
            return LookUp(http, body.ToArray(), target);
        }

        if (!target.StartsWith("AmazonSQS.", StringComparison.Ordinal))
        {
            throw Unknown(target);
        }

        _signature.Verify(http.Request, body.GetBuffer().AsSpan(0, (int)body.Length), "sqs");
        var request = JsonSerializer.Deserialize<JsonObject>(body.ToArray()) ?? [];
        var call = new LocalAwsCall(target["AmazonSQS.".Length..], request);
        Calls.Add(call);
        if (_faults.TryGetValue(call.Operation, out var faults) && faults.TryDequeue(out var fault))
        {
            throw fault;
        }

        var answer = await _sqs.CallAsync(call, Endpoint, http.RequestAborted) ?? throw Unknown(target);
        Done.Add(call);
        return answer;
    }

    private async Task AnswerS3Async(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var region = http.Request.Headers.Authorization.ToString().Split('/') is { Length: > 2 } scope ? scope[2] : "";
        try
        {
            _signature.Verify(http.Request, body.ToArray(), "s3");
            await S3.AnswerAsync(http, region, body.ToArray());
        }
        catch (LocalAwsException error)
        {
            http.Response.StatusCode = error.Status;
            http.Response.ContentType = "application/xml";
            await http.Response.WriteAsync($"<Error><Code>{error.Code}</Code><Message>{error.Message}</Message></Error>");
        }
    }

    // The Query protocol: GetCallerIdentity of STS, Publish of SNS.
    private async Task AnswerFormAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var fields = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.ToArray())).ToDictionary(f => f.Key, f => f.Value.ToString());
        var action = fields.GetValueOrDefault("Action", "");
        http.Response.ContentType = "text/xml";
        try
        {
            _signature.Verify(http.Request, body.ToArray(), action == "Publish" ? "sns" : "sts");
            if (_faults.TryGetValue(action, out var faults) && faults.TryDequeue(out var fault))
            {
                throw fault;
            }

            await http.Response.WriteAsync(AnswerForm(action, fields, http.TraceIdentifier), http.RequestAborted);
        }
        catch (LocalAwsException error)
        {
            http.Response.StatusCode = error.Status;
            await http.Response.WriteAsync(
                $"""<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>{error.Code}</Code><Message>{error.Message}</Message></Error><RequestId>{http.TraceIdentifier}</RequestId></ErrorResponse>""",
                http.RequestAborted);
        }
    }

    private string AnswerForm(string action, Dictionary<string, string> fields, string request) => action switch
    {
        "GetCallerIdentity" => $"""
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
            <Arn>{CallerArn}</Arn><UserId>AROAEXAMPLEEXAMPLE000:reader</UserId><Account>000000000000</Account>
            </GetCallerIdentityResult><ResponseMetadata><RequestId>{request}</RequestId></ResponseMetadata></GetCallerIdentityResponse>
            """,
        "Publish" => $"""
            <PublishResponse xmlns="https://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>{Sns.Publish(fields)}</MessageId></PublishResult>
            <ResponseMetadata><RequestId>{request}</RequestId></ResponseMetadata></PublishResponse>
            """,
        _ => throw Unknown(action),
    };

    private JsonObject LookUp(HttpContext http, byte[] body, string target)
    {
        _signature.Verify(http.Request, body, "cloudtrail");
        var call = new LocalAwsCall(target[LocalCloudTrail.TargetPrefix.Length..], JsonSerializer.Deserialize<JsonObject>(body) ?? []);
        Calls.Add(call);
        if (_faults.TryGetValue(call.Operation, out var faults) && faults.TryDequeue(out var fault))
        {
            throw fault;
        }

        var region = http.Request.Headers.Authorization.ToString().Split('/')[2];
        var answer = CloudTrail.Call(call, region) ?? throw Unknown(target);
        Done.Add(call);
        return answer;
    }

    private LocalAwsException Unknown(string target)
    {
        _unexpected.Enqueue(target);
        return new LocalAwsException("InvalidAction", $"The local AWS does not know {target}.");
    }

    private IResult Unexpected(HttpRequest request)
    {
        _unexpected.Enqueue($"{request.Method} {request.Path}");
        return Results.NotFound();
    }
}
