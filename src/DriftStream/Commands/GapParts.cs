using DriftStream.Gaps;
using DriftStream.Ingest;
using DriftStream.States;
using DriftStream.Web;

namespace DriftStream.Commands;

/// <summary>Ties the watch over gaps to the other parts of the service.</summary>
internal static partial class GapParts
{
    public static IServiceCollection AddGapParts(this IServiceCollection services) => services
        .AddSingleton<LookAtStates>(provider => StatesOf(provider.GetRequiredService<StateSnapshot>()))
        .AddSingleton<RecordPast>(provider => RecordOf(provider.GetRequiredService<DriftPipeline>(), provider.GetRequiredService<ILogger<DriftPipeline>>()))
        .AddSingleton(NoticeTelling.Of)
        .AddSingleton(CatchUpsOf)
        .AddGaps();

    private static LookAtStates StatesOf(StateSnapshot states) => () => new(states.Unreadable, states.Ages.DistinctBy(s => s.Name).ToDictionary(s => s.Name, s => s.Written, StringComparer.Ordinal));

    private static RecordPast RecordOf(DriftPipeline pipeline, ILogger logger) => async (records, cancellation) =>
    {
        try
        {
            return (await pipeline.ProcessPastAsync(records, cancellation)).Judged;
        }
        catch (UnreadableMessageException unreadable)
        {
            // Its readable neighbours are recorded, and asking again would bring the same.
            Unreadable(logger, unreadable.Message);
            return 0;
        }
    };

    private static CatchUps CatchUpsOf(IServiceProvider provider)
    {
        var orders = provider.GetRequiredService<CatchUpOrders>();
        var clock = provider.GetRequiredService<TimeProvider>();
        return new(
            async (request, cancellation) =>
            {
                var (jobs, refusal) = await orders.OrderAsync(request.From, request.Until ?? clock.GetUtcNow(), request.Account, request.Region, cancellation);
                return ([.. jobs.Select(ViewOf)], refusal);
            },
            () => [.. orders.Known().Select(ViewOf)]);
    }

    private static CatchUpView ViewOf(CatchUpJob job) =>
        new(job.Id, job.Account, job.Region, job.From, job.Until, job.Fetched, job.Judged, job.DoneAt is not null, job.Problem);

    [LoggerMessage(1640, LogLevel.Warning, "Of the events that were fetched, {Problem}")]
    private static partial void Unreadable(ILogger logger, string problem);
}
