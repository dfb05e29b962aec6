using DriftStream.Aws.S3;
using DriftStream.Commands.Checking;
using DriftStream.Configuration;
using DriftStream.Network;
using DriftStream.States;
using DriftStream.States.Kept;
using DriftStream.States.Sources;
using DriftStream.States.Sources.Hcp;
using DriftStream.States.Sources.Http;
using DriftStream.States.Sources.Postgres;

namespace DriftStream.Commands;

/// <summary>Finds the states that entries stand for.</summary>
internal static class StateFinder
{
    /// <summary>Reads the states; what is wrong with one is a sentence beside the others.</summary>
    public static async Task<IReadOnlyList<StateInUse>> FindAsync(IReadOnlyList<StateEntry> entries, StatePlaces places, CancellationToken cancellation) =>
        [.. (await places.ReadAsync(entries, new KnownStates(new StateCopies()), cancellation)).Select(StateInUse.Of)];

    /// <summary>The places of states, reached as the configuration says.</summary>
    public static StatePlaces Places(LoadedConfiguration configuration, Surroundings around, ProgramParts parts)
    {
        var http = CheckContext.Of(configuration, around, parts).Http;
        var connections = new AwsHttpClients(http);
        var kinds = new SourceKinds()
            .WithHcp(http, around.Environment, around.Time)
            .WithBuckets((entry, bucket) => new S3Store(bucket, region => parts.ConnectS3(new() { RoleArn = entry.RoleArn, ExternalId = entry.ExternalId }, connections, region), payer: null, around.Time)
            {
                CustomerKey = entry.SseCustomerKey?.Reveal() ?? around.Environment.GetValueOrDefault("AWS_SSE_CUSTOMER_KEY"),
            })
            .WithHttp(http, around.Environment, around.Time)
            .WithPostgres(around.Time);
        var history = configuration.Values.GetSection(HistoryOptions.Section).Get<HistoryOptions>() ?? new();
        return new(around.Folder, kinds, around.Time)
        {
            Kept = history.Folder is { Length: > 0 } folder ? new KeptStates(Path.Combine(around.Folder, folder), history.Versions, around.Time) : null,
        };
    }
}
