using Amazon.CloudTrail;
using Amazon.Runtime;
using Amazon.S3;
using DriftStream.Tests.Commands;
using DriftStream.Tests.LocalAws;

namespace DriftStream.Tests.Replay.Sources;

/// <summary>A bucket and an event history to replay from, and the program that does so. Nobody waits.</summary>
internal sealed class FarPlace : IAsyncDisposable
{
    public const string Bucket = "acme-trail";

    public static readonly DateTimeOffset Now = new(2026, 3, 8, 12, 0, 0, TimeSpan.Zero);

    private FarPlace(LocalAwsServer aws, TimeProvider time)
    {
        Aws = aws;
        Time = time;
    }

    public LocalAwsServer Aws { get; }

    public TestFolder Folder { get; } = new();

    public TimeProvider Time { get; }

    public static async Task<FarPlace> StartAsync()
    {
        var time = new SkippingTime(Now);
        return new(await LocalAwsServer.StartAsync(time), time);
    }

    /// <summary>The key of a log in CloudTrail's layout.</summary>
    public static string LogKey(string account, string region, string day, string name, string before = "") =>
        $"{before}AWSLogs/{account}/CloudTrail/{region}/{day}/{account}_CloudTrail_{region}_{name}.json.gz";

    /// <summary>Lays a log with one finding into the bucket; the finding's event is called after it.</summary>
    public void PutLog(string key, string? id = null, int minute = 1) =>
        Aws.S3.Put(Bucket, key, TestFolder.Gzip(Records.File(Records.Of("Drift", minute, id: id ?? key))));

    public Task<ProgramOutcome> ReplayAsync(params string[] arguments) => Program().RunAsync(["replay", .. arguments, "--output", "ndjson"]);

    /// <summary>The ids of the events that were found; where none was, what was said about it.</summary>
    public static IReadOnlyList<string> Found(ProgramOutcome outcome) => outcome.OutputLines.Count == 0
        ? [outcome.Errors]
        : [.. outcome.OutputLines.Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("event").GetProperty("id").GetString()!)];

    public ProgramUnderTest Program() => new(Folder)
    {
        Time = Time,
        Parts = FakeParts.Default with
        {
            ConnectS3 = (_, _, region) => S3(region ?? LocalAwsServer.Region),
            ConnectHistory = (_, _, region) => Gaps.History.Client(Aws, region),
        },
    };

    public IAmazonS3 S3(string region = LocalAwsServer.Region, string secret = LocalAwsServer.Secret) => new AmazonS3Client(
        new BasicAWSCredentials(LocalAwsServer.AccessKey, secret),
        new AmazonS3Config { ServiceURL = Aws.Endpoint.AbsoluteUri, AuthenticationRegion = region, ForcePathStyle = true, MaxErrorRetry = 0 });

    public async ValueTask DisposeAsync()
    {
        Folder.Dispose();
        await Aws.DisposeAsync();
    }
}
