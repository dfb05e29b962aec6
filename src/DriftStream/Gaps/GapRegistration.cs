using Amazon.SQS;
using DriftStream.Aws.S3;
using DriftStream.Ingest;
using DriftStream.Ledger;
using DriftStream.Network;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace DriftStream.Gaps;

/// <summary>Registers the watch over what DriftStream sees.</summary>
internal static class GapRegistration
{
    /// <summary>Adds it. Needs the ledger, the judge's settings, the queue, and for others to register: <see cref="LookAtStates"/>, <see cref="TellNotice"/>, <see cref="RecordPast"/>.</summary>
    public static IServiceCollection AddGaps(this IServiceCollection services)
    {
        services.AddOptions<GapOptions>().BindConfiguration(GapOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GapOptions>, GapOptions.Validator>();
        services.AddOptions<FeedOptions>().BindConfiguration(FeedOptions.Section);
        services.AddSingleton<FeedEars>();
        services.AddSingleton<FeedWatch>();
        services.AddSingleton<GapQueries>();
        services.AddSingleton<GapHealth>();
        services.AddSingleton<WatchJudged>(provider => provider.GetRequiredService<FeedWatch>().Look);
        services.AddSingleton<HearEvent>(provider => provider.GetRequiredService<FeedEars>().Hear);
        services.AddSingleton<LookAtQueue>(QueueLookOf);
        services.AddSingleton<GapSenses>();
        services.AddNetwork();
        services.TryAddSingleton(provider => CloudTrailClients.AskBy(provider.GetRequiredService<AwsHttpClients>()));
        services.TryAddSingleton(provider => CloudTrailClients.MakeBy(provider.GetRequiredService<AwsHttpClients>()));
        services.AddSingleton<CloudTrailClients>();
        services.AddSingleton<CatchUpOrders>();
        services.AddHostedService<NoticeSender>();
        services.AddHostedService(HeadNotesOf);
        services.AddHostedService<CatchUp>();
        return services.AddHostedService<GapWatch>();
    }

    private static HeadNotes HeadNotesOf(IServiceProvider provider)
    {
        var (options, clock) = (provider.GetRequiredService<IOptions<LedgerOptions>>(), provider.GetRequiredService<TimeProvider>());
        var connections = provider.GetRequiredService<AwsHttpClients>();
        var bucket = options.Value.HeadsTo is { } place ? HeadBucket.Open(place, region => new S3Connection().Client(connections, region), clock) : null;
        return new(provider.GetRequiredService<LedgerWriter>(), provider.GetRequiredService<LedgerDatabase>(), bucket, options, clock, provider.GetRequiredService<ILogger<HeadNotes>>());
    }

    private static LookAtQueue QueueLookOf(IServiceProvider provider) => new QueueLook(
        provider.GetService<IAmazonSQS>(),
        provider.GetService<QueueAddress>(),
        provider.GetRequiredService<QueueStatus>(),
        provider.GetRequiredService<ILogger<QueueLook>>()).LookAsync;
}
