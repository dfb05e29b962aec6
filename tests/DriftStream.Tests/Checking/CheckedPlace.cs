using Amazon.Runtime;
using Amazon.SecurityToken;
using DriftStream.Commands;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Ingest;
using DriftStream.Tests.LocalAws;

namespace DriftStream.Tests.Checking;

/// <summary>A world for <c>check</c>: AWS, a state and a folder, all of which a test may spoil.</summary>
internal sealed class CheckedPlace(LocalQueues queues) : IAsyncDisposable
{
    public TestFolder Folder { get; } = new();

    public LocalQueues Queues => queues;

    public string Secret { get; set; } = LocalAwsServer.Secret;

    public Dictionary<string, string> Settings { get; } = new()
    {
        ["DriftStream__Queue__Url"] = queues.Url,
        ["DriftStream__States__0"] = "prod=prod.tfstate",
        ["DriftStream__Http__Listen"] = "http://127.0.0.1:0",
    };

    public static async Task<CheckedPlace> OpenAsync(TimeProvider? time = null)
    {
        var place = new CheckedPlace(await LocalQueues.StartAsync(time ?? FixedTime.Noon));
        place.Folder.Write("prod.tfstate", "whole");
        return place;
    }

    public Task<ProgramOutcome> CheckAsync(params string[] options) => CheckAsync(Folder, Settings, queues, Secret, options);

    /// <summary>Runs <c>check</c> in a folder of the caller's.</summary>
    public static Task<ProgramOutcome> CheckAsync(TestFolder folder, Dictionary<string, string> settings, LocalQueues queues, string secret, params string[] options) => new ProgramUnderTest(folder)
    {
        Environment = settings,
        Parts = FakeParts.Default with
        {
            ConnectQueue = (_, _) => SqsServerUnderTest.ClientOf(queues.Aws.Endpoint, secret),
            ConnectSts = (_, connections) => new AmazonSecurityTokenServiceClient(
                new BasicAWSCredentials(LocalAwsServer.AccessKey, secret),
                new AmazonSecurityTokenServiceConfig
                {
                    ServiceURL = queues.Aws.Endpoint.AbsoluteUri,
                    AuthenticationRegion = LocalAwsServer.Region,
                    HttpClientFactory = connections,
                    MaxErrorRetry = 0,
                }),
            ConnectHistory = (_, _, region) => Gaps.History.Client(queues.Aws, region, secret),
        },
    }.RunAsync(["check", .. options]);

    public async ValueTask DisposeAsync()
    {
        await queues.DisposeAsync();
        Folder.Dispose();
    }
}
