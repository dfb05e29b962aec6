using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DriftStream.Tests.Telemetry;

/// <summary>A collector on loopback that listens for OTLP over HTTP and reads what it needs out of the protobuf.</summary>
/// <remarks>https://github.com/open-telemetry/opentelemetry-proto has the field numbers.</remarks>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<byte[]> _traces = new();
    private readonly ConcurrentQueue<byte[]> _metrics = new();

    private Collector(WebApplication app)
    {
        _app = app;
        app.MapPost("/v1/traces", request => TakeAsync(request, _traces));
        app.MapPost("/v1/metrics", request => TakeAsync(request, _metrics));
    }

    public string Url => _app.Urls.Single();

    /// <summary>The values of the header <c>x-token</c> that came.</summary>
    public ConcurrentBag<string> Tokens { get; } = [];

    /// <summary>Everything that came, as far as it is text.</summary>
    public string Text => string.Join('\n', _traces.Concat(_metrics).Select(Encoding.UTF8.GetString));

    public IReadOnlyList<CollectedSpan> Spans =>
        [.. from body in _traces from resource in Protobuf.Messages(body, 1) from scope in Protobuf.Messages(resource, 2) from span in Protobuf.Messages(scope, 2) select SpanOf(span)];

    public IReadOnlyList<string> MetricNames =>
        [.. (from body in _metrics from resource in Protobuf.Messages(body, 1) from scope in Protobuf.Messages(resource, 2) from metric in Protobuf.Messages(scope, 2) select Protobuf.Text(metric, 1))
            .Distinct().Order(StringComparer.Ordinal)];

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        await collector._app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context, ConcurrentQueue<byte[]> into)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        into.Enqueue(body.ToArray());
        Tokens.Add(context.Request.Headers["x-token"].ToString());
        context.Response.ContentType = "application/x-protobuf";
    }

    private static CollectedSpan SpanOf(byte[] span) => new(
        Protobuf.Text(span, 5),
        Convert.ToHexString(Protobuf.Messages(span, 1)[0]),
        Convert.ToHexString(Protobuf.Messages(span, 2)[0]),
        Protobuf.Messages(span, 4) is [var parent] ? Convert.ToHexString(parent) : "",
        Protobuf.Messages(span, 9).ToDictionary(pair => Protobuf.Text(pair, 1), pair => Protobuf.Text(Protobuf.Messages(pair, 2)[0], 1)));
}

/// <summary>A span that came.</summary>
internal sealed record CollectedSpan(string Name, string Trace, string Id, string Parent, IReadOnlyDictionary<string, string> Tags)
{
    public string? EventId => Tags.GetValueOrDefault("event.id");
}
