using System.Collections.Concurrent;
using System.Globalization;
using Amazon.Runtime;
using Amazon.S3;
using DriftStream.Aws.S3;
using DriftStream.States;
using DriftStream.States.Sources;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.States.Contract;

namespace DriftStream.EndToEnd.States;

/// <summary>A bucket of fauxqs, an S3 server that others wrote. It breaks by being gone for a while.</summary>
internal sealed class FauxqsPlace : PlaceUnderTest
{
    private static int _buckets;

    private readonly string _name;
    private readonly HttpClient _client;
    private readonly S3Store _bucket;
    private readonly ConcurrentDictionary<string, string> _written = new(StringComparer.Ordinal);

    private FauxqsPlace(Uri endpoint, string name)
    {
        _name = name;
        _client = new() { BaseAddress = endpoint };
        _bucket = new(name, _ => ClientOf(endpoint), payer: null, TimeProvider.System);
        Source = new S3StateSource(_bucket, "");
    }

    public override IStateSource Source { get; }

    public override IReadOnlyList<string> Names { get; } = ["dev/app.json", "env:/blue/app.tfstate", "prod/net.tfstate"];

    // It answers the question for versions with a plain list.
    public override string? RefusesVersions => "the server lists the states and no version of them, as one that keeps none";

    public override IReadOnlyList<string> Secrets { get; } = [LocalAwsServer.Secret, LocalAwsServer.AccessKey];

    /// <summary>The bucket's address for the program.</summary>
    public string Address => $"s3://{_name}/";

    /// <summary>A new bucket.</summary>
    public static async Task<FauxqsPlace> CreateAsync(Uri endpoint)
    {
        var place = new FauxqsPlace(endpoint, $"states-{Interlocked.Increment(ref _buckets).ToString(CultureInfo.InvariantCulture)}");
        await place.AskAsync(HttpMethod.Put, "", null);
        return place;
    }

    public override async Task WriteAsync(string name, string content)
    {
        await AskAsync(HttpMethod.Put, name, content);
        _written[name] = content;
    }

    public override async Task DeleteAsync(string name)
    {
        await AskAsync(HttpMethod.Delete, name, null);
        _written.TryRemove(name, out _);
    }

    public override async Task BreakAsync()
    {
        foreach (var name in _written.Keys)
        {
            await AskAsync(HttpMethod.Delete, name, null);
        }

        await AskAsync(HttpMethod.Delete, "", null);
    }

    public override async Task MendAsync()
    {
        await AskAsync(HttpMethod.Put, "", null);
        foreach (var (name, content) in _written)
        {
            await AskAsync(HttpMethod.Put, name, content);
        }
    }

    public override ValueTask DisposeAsync()
    {
        _bucket.Dispose();
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task AskAsync(HttpMethod method, string key, string? content)
    {
        using var request = new HttpRequestMessage(method, $"/{_name}{(key.Length == 0 ? "" : "/")}{key}") { Content = content is null ? null : new StringContent(content) };
        using var answer = await _client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private static AmazonS3Client ClientOf(Uri endpoint) => new(
        new BasicAWSCredentials(LocalAwsServer.AccessKey, LocalAwsServer.Secret),
        new AmazonS3Config { ServiceURL = endpoint.AbsoluteUri, AuthenticationRegion = LocalAwsServer.Region, ForcePathStyle = true, MaxErrorRetry = 0 });
}
