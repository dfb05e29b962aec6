using System.Text;
using System.Text.Json;
using DriftStream.Commands;
using DriftStream.Tests.Commands;

namespace DriftStream.Tests.Replay.Distilling;

/// <summary>Log files of a small account, and the state of its one bucket.</summary>
internal sealed class DistilledArchive : IDisposable
{
    public const string Token = "FwoGZXIvYXdzEBYaDNotForAnybodysEyes";

    private readonly TestFolder _folder = new();

    public DistilledArchive() => _ = _folder.Write("prod.tfstate", State("acme-data"));

    public TestFolder Folder => _folder;

    /// <summary>A state that holds a bucket.</summary>
    public static string State(string bucket) => """
        {"version":4,"terraform_version":"1.14.3","serial":3,"lineage":"5f0e8a1c-2b6d-4c3e-9f7a-0d1b2c3e4f5a","outputs":{},"resources":[{"mode":"managed","type":"aws_s3_bucket",
        "name":"data","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"schema_version":0,"attributes":{"arn":"arn:aws:s3:::BUCKET","bucket":"BUCKET",
        "id":"BUCKET","region":"eu-west-1","tags":{"Team":"data"}}}]}],"check_results":null}
        """.Replace("BUCKET", bucket, StringComparison.Ordinal);

    /// <summary>A tag set on a bucket in a session.</summary>
    public static string Tagged(string bucket, int second, string key, string value = "spotted") => Record(second, "s3.amazonaws.com", "PutBucketTagging", new
    {
        userIdentity = Session(key),
        requestParameters = new { bucketName = bucket, Tagging = new { TagSet = new { Tag = new[] { new { Key = "Team", Value = "data" }, new { Key = "drift", Value = value } } } } },
        readOnly = false,
    });

    /// <summary>A session opened from another, or by a user where <paramref name="by"/> is no key of a session.</summary>
    public static string Opened(int second, string key, string by) => Record(second, "sts.amazonaws.com", "AssumeRole", new
    {
        userIdentity = by.StartsWith("ASIA", StringComparison.Ordinal) ? Session(by) : new { type = "IAMUser", userName = by, arn = $"arn:aws:iam::111122223333:user/{by}", accountId = "111122223333" },
        requestParameters = new { roleArn = "arn:aws:iam::111122223333:role/deploy", roleSessionName = "session", policy = "a long policy" },
        responseElements = new
        {
            credentials = new { accessKeyId = key, sessionToken = Token, expiration = "Mar 2, 2026, 3:30:00 PM" },
            assumedRoleUser = new { assumedRoleId = "AROAEXAMPLEEXAMPLE00:session", arn = "arn:aws:sts::111122223333:assumed-role/deploy/session" },
        },
        readOnly = true,
    });

    /// <summary>A call that changes nothing.</summary>
    public static string Listed(int second) => Record(second, "s3.amazonaws.com", "ListBuckets", new { userIdentity = Session(Key(0)), readOnly = true });

    /// <summary>The access key id of a session.</summary>
    public static string Key(int number) => $"ASIAEXAMPLE{number:D9}";

    /// <summary>Writes a log file.</summary>
    public string Log(string name, params string[] records) => _folder.Write($"logs/{name}.json.gz", TestFolder.Gzip(Records.File(records)));

    /// <summary>Replays as a user would.</summary>
    public Task<ProgramOutcome> ReplayAsync(params string[] arguments) =>
        new ProgramUnderTest(_folder) { Parts = new ProgramParts() }.RunAsync(["replay", "--output", "ndjson", "--state", "prod.tfstate", .. arguments]);

    /// <summary>The files of a distilled log and what they hold.</summary>
    public SortedDictionary<string, string> Files(string folder) => new(
        Directory.GetFiles(_folder.At(folder)).ToDictionary(f => Path.GetFileName(f), f => Convert.ToHexString(File.ReadAllBytes(f))),
        StringComparer.Ordinal);

    /// <summary>The segments of a distilled log, the largest first.</summary>
    public IReadOnlyList<string> Segments(string folder) => [.. Directory.GetFiles(_folder.At(folder), "*.distilled.gz").OrderByDescending(f => new FileInfo(f).Length).ThenBy(f => f, StringComparer.Ordinal)];

    /// <summary>Everything that a distilled log says, unpacked.</summary>
    public string Text(string folder) => string.Concat(Segments(folder).Select(f =>
    {
        using var unpacked = new System.IO.Compression.GZipStream(File.OpenRead(f), System.IO.Compression.CompressionMode.Decompress);
        return new StreamReader(unpacked, Encoding.UTF8).ReadToEnd();
    }));

    public void Dispose() => _folder.Dispose();

    private static object Session(string key) => new
    {
        type = "AssumedRole",
        principalId = "AROAEXAMPLEEXAMPLE00:session",
        arn = "arn:aws:sts::111122223333:assumed-role/deploy/session",
        accountId = "111122223333",
        accessKeyId = key,
        sessionContext = new { sessionIssuer = new { type = "Role", arn = "arn:aws:iam::111122223333:role/deploy", userName = "deploy" } },
    };

    private static string Record(int second, string source, string name, object more)
    {
        var own = JsonSerializer.SerializeToNode(new
        {
            eventVersion = "1.11",
            eventTime = $"2026-03-02T14:{second / 60:00}:{second % 60:00}Z",
            eventSource = source,
            eventName = name,
            awsRegion = "eu-west-1",
            eventID = $"{name}-{second:D6}",
            recipientAccountId = "111122223333",
        })!.AsObject();
        foreach (var (member, value) in JsonSerializer.SerializeToNode(more)!.AsObject())
        {
            own[member] = value?.DeepClone();
        }

        return own.ToJsonString();
    }
}
