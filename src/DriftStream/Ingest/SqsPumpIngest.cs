using Microsoft.Extensions.Options;

namespace DriftStream.Ingest;

/// <summary>Moves messages from the queue through the bus. At a stop nothing new is received, what runs may finish, and all that finished is deleted.</summary>
internal sealed partial class SqsPumpIngest(
    SqsPumpReach reach,
    SqsPumpReceiver receiver,
    SqsPumpVisibility visibility,
    SqsPumpDeletions deletions,
    IOptions<QueueOptions> options,
    ILogger<SqsPumpIngest> logger) : BackgroundService
{
    // For messages that heed the cancellation, and for the last deletions.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (await reach.ConnectAsync(stoppingToken) is not { } traits)
        {
            return;
        }

        Reading(options.Value.Url, options.Value.Concurrency, traits.Visibility);
        if (!traits.HasDeadLetters)
        {
            NoDeadLetters(options.Value.Url);
        }

        using var work = new CancellationTokenSource();
        using var giveUp = new CancellationTokenSource();
        var extending = visibility.RunAsync(traits.Visibility, work.Token);
        var deleting = deletions.RunAsync(giveUp.Token);
        await receiver.RunAsync(work.Token, stoppingToken);
        await DrainAsync(work);
        deletions.Complete();
        giveUp.CancelAfter(Grace);
        await Task.WhenAll(extending, deleting);
        Drained();
    }

    private async Task DrainAsync(CancellationTokenSource work)
    {
        var isDone = await receiver.DrainAsync(options.Value.DrainLimit);
        await work.CancelAsync();
        if (!isDone && !await receiver.DrainAsync(Grace))
        {
            LeftBehind(options.Value.DrainLimit);
        }
    }

    [LoggerMessage(1000, LogLevel.Information, "Reading {Queue}, up to {Concurrency} messages at once; its visibility timeout is {Visibility}")]
    private partial void Reading(Uri? queue, int concurrency, TimeSpan visibility);

    [LoggerMessage(1004, LogLevel.Warning, "The queue {Queue} has no dead-letter queue: a message that cannot be read comes back until SQS drops it at the end of its retention")]
    private partial void NoDeadLetters(Uri? queue);

    [LoggerMessage(1050, LogLevel.Information, "Reading has stopped; every finished message is deleted")]
    private partial void Drained();

    [LoggerMessage(1051, LogLevel.Warning, "Some messages did not finish within Queue:DrainLimit ({Limit}); they come back when their visibility timeout ends")]
    private partial void LeftBehind(TimeSpan limit);
}
