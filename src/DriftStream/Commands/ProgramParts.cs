using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SQS;
using DriftStream.Commands.Checking;
using DriftStream.Configuration;
using DriftStream.Core.Judging;
using DriftStream.Core.Terraform;
using DriftStream.Ingest;
using DriftStream.Ledger;
using DriftStream.Replay;

namespace DriftStream.Commands;

/// <summary>What the verbs are made of, so that a test can put something else in its place.</summary>
internal sealed record ProgramParts
{
    private static readonly TimeSpan StsLimit = TimeSpan.FromSeconds(15);

    /// <summary>Opens the way from bytes to findings.</summary>
    public Func<JudgeSettings, IReadOnlyList<TerraformState>, JudgeDoor> OpenDoor { get; init; } = JudgeDoor.Open;

    /// <summary>Reads the states that the entries stand for; paths are relative to the folder.</summary>
    public Func<IReadOnlyList<StateEntry>, string, CancellationToken, Task<IReadOnlyList<StateInUse>>> FindStates { get; init; } = StateFinder.FindAsync;

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

    /// <summary>The places that alerts go to.</summary>
    public Func<CheckContext, IReadOnlyList<CheckedSink>> FindSinks { get; init; } = CheckedSink.All;
}
