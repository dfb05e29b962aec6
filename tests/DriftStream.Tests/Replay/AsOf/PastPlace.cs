using System.Text;
using DriftStream.Commands;
using DriftStream.Tests.Commands;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.Replay.Sources;
using DriftStream.Tests.Service;

namespace DriftStream.Tests.Replay.AsOf;

/// <summary>A bucket that kept the versions of a state, logs of what happened meanwhile, and the program that looks back on both.</summary>
internal sealed class PastPlace(FarPlace far) : IAsyncDisposable
{
    public const string State = "prod=s3://acme-tf/prod.tfstate";

    private const string Key = "prod.tfstate";
    private readonly Dictionary<string, List<string>> _logs = [];

    public LocalS3 S3 => far.Aws.S3;

    public TestFolder Folder => far.Folder;

    private LocalBucket Bucket => S3.Bucket("acme-tf");

    public static async Task<PastPlace> StartAsync() => new(await FarPlace.StartAsync());

    /// <summary>A version of the state with so many buckets.</summary>
    public void Write(string time, int serial, int buckets = 2, string? drift = null, string key = Key) =>
        Bucket.PutAt(At(time), key, Encoding.UTF8.GetBytes(ManagedState.Of(buckets, drift, serial)));

    public void WriteBroken(string time) => Bucket.PutAt(At(time), Key, Encoding.UTF8.GetBytes(ManagedState.Of(2)[..300]));

    public void Delete(string time) => Bucket.DeleteAt(At(time), Key);

    /// <summary>Someone sets all tags of a bucket; each day has its file.</summary>
    public string Tagged(string time, int bucket, params (string Key, string Value)[] tags)
    {
        var set = string.Join(',', tags.Select(t => $$"""{"Key":"{{t.Key}}","Value":"{{t.Value}}"}"""));
        var record = $$$$"""
            {"eventVersion":"1.08","userIdentity":{"type":"IAMUser","principalId":"AIDAEXAMPLE","arn":"arn:aws:iam::111122223333:user/alice","accountId":"111122223333","accessKeyId":"AKIAEXAMPLE000000009","userName":"alice"},
             "eventTime":"{{{{time}}}}","eventSource":"s3.amazonaws.com","eventName":"PutBucketTagging","awsRegion":"eu-west-1","sourceIPAddress":"203.0.113.9","userAgent":"aws-cli/2.15",
             "requestParameters":{"bucketName":"{{{{ManagedState.Bucket(bucket)}}}}","tagging":"","Tagging":{"TagSet":{"Tag":[{{{{set}}}}]}}},"responseElements":null,
             "eventID":"{{{{time}}}}-{{{{bucket}}}}","readOnly":false,"eventType":"AwsApiCall","recipientAccountId":"111122223333"}
            """;
        var day = time[..10];
        _logs[day] = [.. _logs.GetValueOrDefault(day, []), record];
        Folder.Write($"logs/{day}.json", $$"""{"Records":[{{string.Join(',', _logs[day])}}]}""");
        return record;
    }

    public Task<ProgramOutcome> ReplayAsync(params string[] arguments) => RunAsync(["replay", Folder.At("logs"), "--state", State, "--output", "ndjson", .. arguments]);

    public Task<ProgramOutcome> RunAsync(params string[] arguments) => Program.RunAsync(arguments);

    private ProgramUnderTest Program => new(Folder)
    {
        Time = far.Time,
        Parts = new ProgramParts { ConnectS3 = (_, _, region) => far.S3(region ?? LocalAwsServer.Region) },
    };

    /// <summary>The day, verdict and address of what was found.</summary>
    public static IReadOnlyList<string> Found(ProgramOutcome outcome) => [.. outcome.OutputLines.Select(line =>
    {
        var finding = System.Text.Json.JsonDocument.Parse(line).RootElement;
        return $"{finding.GetProperty("event").GetProperty("time").GetString()![5..10]} {finding.GetProperty("verdict").GetString()} {finding.GetProperty("resource").GetProperty("address").GetString()}";
    })];

    public ValueTask DisposeAsync() => far.DisposeAsync();

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
