using Amazon;
using Amazon.CloudTrail;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SQS;
using DriftStream.Aws;
using DriftStream.Aws.S3;
using DriftStream.Commands.Checking;
using DriftStream.Configuration;
using DriftStream.Core.Judging;
using DriftStream.Core.Terraform;
using DriftStream.Ingest;
using DriftStream.Ledger;
using DriftStream.Replay;
using DriftStream.Replay.AsOf;
using DriftStream.States;

namespace DriftStream.Commands;

/// <summary>What the verbs are made of, so that a test can put something else in its place.</summary>
internal sealed record ProgramParts
{
    private static readonly TimeSpan StsLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan HistoryLimit = TimeSpan.FromSeconds(30);

    /// <summary>Opens the way from bytes to findings.</summary>
    public Func<JudgeSettings, IReadOnlyList<TerraformState>, JudgeDoor> OpenDoor { get; init; } = JudgeDoor.Open;

    /// <summary>Opens the same way over states that changed.</summary>
    public Func<JudgeSettings, StateEras, JudgeDoor> OpenDoorOverEras { get; init; } = JudgeDoor.Open;

    /// <summary>Reads the states that the entries stand for.</summary>
    public Func<IReadOnlyList<StateEntry>, StatePlaces, CancellationToken, Task<IReadOnlyList<StateInUse>>> FindStates { get; init; } = StateFinder.FindAsync;

    /// <summary>What the ledger keeps of an event; null where it does not know the event. The ledger's path is relative to the folder.</summary>
    public Func<LoadedConfiguration, string, string, KeptEvent?> FindRecord { get; init; } = KeptEvents.Find;

    /// <summary>The events that the service met so far and whose effect is not known. The ledger's path is relative to the folder.</summary>
    public Func<LoadedConfiguration, string, IReadOnlyList<UnknownEvent>> FindUnknown { get; init; } = KeptEvents.Unknown;

    /// <summary>Connects to the queue.</summary>
    public Func<QueueAddress, HttpClientFactory, IAmazonSQS> ConnectQueue { get; init; } = (address, connections) => new AmazonSQSClient(address.ToConfig(connections));

    /// <summary>Connects to the service that knows whose credentials are used.</summary>
    public Func<QueueAddress, HttpClientFactory, IAmazonSecurityTokenService> ConnectSts { get; init; } = (address, connections) => new AmazonSecurityTokenServiceClient(
        new AmazonSecurityTokenServiceConfig
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(address.Region),
            HttpClientFactory = connections,
            Timeout = StsLimit,
            MaxErrorRetry = 1,
        });

    /// <summary>Connects to S3, in the region that it named or, where that is null, in the first guess.</summary>
    public Func<S3Connection, HttpClientFactory, string?, IAmazonS3> ConnectS3 { get; init; } = (connection, connections, region) => connection.Client(connections, region);

    /// <summary>Connects to CloudTrail in a region.</summary>
    public Func<S3Connection, HttpClientFactory, string, IAmazonCloudTrail> ConnectHistory { get; init; } = (connection, connections, region) => new AmazonCloudTrailClient(
        AwsRole.Credentials(connection.RoleArn, connection.ExternalId),
        new()
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(region),
            AuthenticationRegion = region,
            HttpClientFactory = connections,
            Timeout = HistoryLimit,
            MaxErrorRetry = 0,
        });

    /// <summary>The places that alerts go to.</summary>
    public Func<CheckContext, IReadOnlyList<CheckedSink>> FindSinks { get; init; } = CheckedSink.All;
}
