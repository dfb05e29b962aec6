using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using DriftStream.Tests.LocalAws;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace DriftStream.EndToEnd.Terraform.Provider;

/// <summary>
/// A provider for Terraform in the test's own process, so that states of real Terraform hold buckets without AWS: what the code says is what
/// the cloud has. It plans and reads nothing of its own, and an apply can be made to wait.
/// </summary>
/// <remarks>https://github.com/hashicorp/terraform/blob/main/docs/plugin-protocol/tfplugin5.proto</remarks>
internal sealed class TestProvider : IAsyncDisposable
{
    private const string Service = "/tfplugin5.Provider/";
    private const string Type = "aws_s3_bucket";
    private const int Unimplemented = 12;

    private static readonly (string Name, string Type)[] Attributes =
        [("id", "\"string\""), ("bucket", "\"string\""), ("arn", "\"string\""), ("region", "\"string\""), ("tags", "[\"map\",\"string\"]"), ("tags_all", "[\"map\",\"string\"]")];

    private readonly WebApplication _app;

    private TestProvider(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    /// <summary>Every call, by its name.</summary>
    public Observed<string> Calls { get; } = new();

    /// <summary>What an apply waits for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>What tells Terraform to use this provider: <c>TF_REATTACH_PROVIDERS</c>.</summary>
    public string Reattach => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["registry.terraform.io/hashicorp/aws"] = new
        {
            Protocol = "grpc",
            ProtocolVersion = 5,
            Pid = Environment.ProcessId,
            Test = true,
            Addr = new { Network = "tcp", String = new Uri(_app.Urls.Single()).Authority },
        },
    });

    public static async Task<TestProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var provider = new TestProvider(builder.Build());
        await provider._app.StartAsync();
        return provider;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // gRPC: one message behind five bytes (not compressed, its length), and the status after it.
    private async Task AnswerAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var path = http.Request.Path.Value ?? "";
        var call = path.StartsWith(Service, StringComparison.Ordinal) ? path[Service.Length..] : path;
        Calls.Add(call);
        var answer = body.Length < 5 ? null : await AnswerAsync(call, ProtoFields.Read(body.ToArray().AsMemory(5)));
        http.Response.ContentType = "application/grpc";
        if (answer is not null)
        {
            var head = new byte[5];
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(1), answer.Length);
            await http.Response.Body.WriteAsync(head);
            await http.Response.Body.WriteAsync(answer);
        }
        else
        {
            await http.Response.StartAsync();
        }

        http.Response.AppendTrailer("grpc-status", (answer is null ? Unimplemented : 0).ToString(CultureInfo.InvariantCulture));
    }

    private async Task<byte[]?> AnswerAsync(string call, ILookup<int, byte[]> asked)
    {
        switch (call)
        {
            case "GetSchema":
                return Schema().ToArray();
            case "PrepareProviderConfig":
                return new ProtoFields().With(1, asked[1].Single()).ToArray();
            case "ValidateResourceTypeConfig" or "Configure" or "Stop":
                return [];
            case "UpgradeResourceState":
                // Of the value's two forms, core also takes the one in which the state was written.
                return new ProtoFields().With(1, new ProtoFields().With(2, ProtoFields.Read(asked[3].Single())[1].Single())).ToArray();
            case "ReadResource":
                return new ProtoFields().With(1, asked[2].Single()).ToArray();
            case "PlanResourceChange":
                return new ProtoFields().With(1, asked[3].Single()).WithTrue(5).ToArray();
            case "ApplyResourceChange":
                await Gate;
                return new ProtoFields().With(1, asked[3].Single()).WithTrue(4).ToArray();
            default:
                return null;
        }
    }

    private static ProtoFields Schema()
    {
        var block = new ProtoFields();
        foreach (var (name, type) in Attributes)
        {
            block.With(2, new ProtoFields().With(1, name).With(2, Encoding.UTF8.GetBytes(type)).WithTrue(5));
        }

        var provider = new ProtoFields().With(2, new ProtoFields().With(2, new ProtoFields().With(1, "region").With(2, "\"string\"").WithTrue(5)));
        return new ProtoFields().With(1, provider).With(2, new ProtoFields().With(1, Type).With(2, new ProtoFields().With(2, block)));
    }
}
