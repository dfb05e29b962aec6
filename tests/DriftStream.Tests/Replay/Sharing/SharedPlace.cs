using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using DriftStream.Commands;
using DriftStream.Core.Terraform;
using DriftStream.Postgres;
using DriftStream.Tests.Commands;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.Replay.Ordering;
using Npgsql;

namespace DriftStream.Tests.Replay.Sharing;

/// <summary>A bucket with logs, a queue and a ledger in PostgreSQL, and processes that share a replay of them.</summary>
internal sealed class SharedPlace : IAsyncDisposable
{
    public const string Bucket = "acme-trail";
    private const string Queue = "replay";
    private readonly LocalAwsServer _aws;
    private readonly TestFolder _folder = new();
    private readonly string _ledger;

    private SharedPlace(LocalAwsServer aws, string ledger) => (_aws, _ledger) = (aws, ledger);

    public LocalS3 S3 => _aws.S3;

    /// <summary>How many logs lie in the bucket.</summary>
    public int Objects { get; private set; }

    /// <summary>What every process is told besides.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public string QueueUrl => new Uri(_aws.Endpoint, $"/000000000000/{Queue}").AbsoluteUri;

    public static async Task<SharedPlace> StartAsync(SharedPostgres postgres, int seed = 1, int events = 1_500, int inFile = 40)
    {
        var ledger = await (await postgres.ServerAsync()).CreateDatabaseAsync();
        var place = new SharedPlace(await LocalAwsServer.StartAsync(TimeProvider.System), ledger);
        using var sqs = place.Sqs();
        await sqs.CreateQueueAsync(Queue);
        foreach (var (records, number) in Stories.Of(seed, events).Chunk(inFile).Select((records, number) => (records, number)))
        {
            place.S3.Put(Bucket, $"logs/{number:000}.json.gz", TestFolder.Gzip(Stories.File(records)));
            place.Objects++;
        }

        return place;
    }

    public IAmazonSQS Sqs() => SqsServerUnderTest.ClientOf(_aws.Endpoint, LocalAwsServer.Secret);

    public Task<ProgramOutcome> AloneAsync(params string[] options) => Program(_ => { }).RunAsync([.. Command, .. options]);

    /// <summary>Begins a shared replay.</summary>
    /// <returns>Its id, once it waits for others, and its end.</returns>
    public async Task<(string Id, Task<ProgramOutcome> Ended)> BeginAsync(params string[] options)
    {
        var id = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = Task.Run(() => Program(Told).RunAsync([.. Command, "--workers", "queue", .. options]));
        await Task.WhenAny(id.Task, ended);
        return (id.Task.IsCompleted ? await id.Task : (await ended).Errors, ended);

        void Told(string line)
        {
            if (line.IndexOf("--join ", StringComparison.Ordinal) is >= 0 and var at)
            {
                id.TrySetResult(line[(at + "--join ".Length)..]);
            }
        }
    }

    public Task<ProgramOutcome> JoinAsync(string id, TerraformState? state = null, params string[] options) =>
        Task.Run(() => Program(_ => { }, state).RunAsync([.. Command, "--workers", "queue", "--join", id, .. options]));

    public T Ask<T>(string sql)
    {
        using var connection = new NpgsqlConnection(PostgresServer.ConnectionString(_ledger));
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return (T)command.ExecuteScalar()!;
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        await _aws.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
    }

    private static string[] Command => ["replay", $"s3://{Bucket}/logs/", "--state", "prod.tfstate", "--output", "ndjson"];

    private ProgramUnderTest Program(Action<string> onError, TerraformState? state = null) => new(_folder)
    {
        Time = TimeProvider.System,
        OnError = onError,
        Environment = new(Settings)
        {
            ["DriftStream__Ledger__Url"] = _ledger,
            ["DriftStream__Ledger__Password"] = PostgresServer.Password,
            ["DriftStream__Replay__QueueUrl"] = QueueUrl,
            ["DriftStream__Replay__Visibility"] = "00:00:02",
        },
        Parts = new ProgramParts
        {
            FindStates = (_, _, _) => Task.FromResult<IReadOnlyList<StateInUse>>([new(new("prod", "prod.tfstate"), state ?? Stories.State(), null, null)]),
            ConnectQueue = (_, _) => Sqs(),
            ConnectS3 = (_, _, region) => new AmazonS3Client(
                new BasicAWSCredentials(LocalAwsServer.AccessKey, LocalAwsServer.Secret),
                new AmazonS3Config { ServiceURL = _aws.Endpoint.AbsoluteUri, AuthenticationRegion = region ?? LocalAwsServer.Region, ForcePathStyle = true, MaxErrorRetry = 0 }),
        },
    };
}
