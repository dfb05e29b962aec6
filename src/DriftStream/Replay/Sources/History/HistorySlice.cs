using Amazon.CloudTrail;
using Amazon.CloudTrail.Model;
using DriftStream.Aws.S3;

namespace DriftStream.Replay.Sources.History;

/// <summary>The events of some hours, as a log file would hold them.</summary>
/// <param name="span">Which hours, of which region.</param>
/// <param name="client">Asks CloudTrail.</param>
/// <param name="pace">Shared by all slices of the region.</param>
/// <param name="isSettled">Whether no more events will come.</param>
internal sealed class HistorySlice(HistorySpan span, IAmazonCloudTrail client, HistoryPace pace, bool isSettled) : ArchiveObject(span.Shown, span.Key)
{
    /// <summary>Events are there after minutes; after a day none is missing any more.</summary>
    public static readonly TimeSpan SettledAfter = TimeSpan.FromDays(1);

    private const int PageSize = 50;

    /// <inheritdoc/>
    public override string? ETag => isSettled ? "settled" : null;

    /// <inheritdoc/>
    public override bool CanReopen => false;

    /// <inheritdoc/>
    public override bool IsFar => true;

    /// <inheritdoc/>
    public override async ValueTask<Stream> OpenAsync(CancellationToken cancellation)
    {
        var spool = Spool.For(null);
        try
        {
            await FetchAsync(spool, cancellation);
            spool.Position = 0;
            return spool;
        }
        catch
        {
            await spool.DisposeAsync();
            throw;
        }
    }

    private async Task FetchAsync(Stream output, CancellationToken cancellation)
    {
        using var text = new StreamWriter(output, leaveOpen: true);
        var request = Request();
        var separator = """{"Records":[""";
        do
        {
            var page = await AskAsync(request, cancellation);
            foreach (var record in (page.Events ?? []).Select(e => e.CloudTrailEvent).OfType<string>())
            {
                await text.WriteAsync(separator);
                await text.WriteAsync(record);
                separator = ",";
            }

            request.NextToken = page.NextToken;
        }
        while (!string.IsNullOrEmpty(request.NextToken));

        await text.WriteAsync(separator == "," ? "]}" : separator + "]}");
    }

    private async Task<LookupEventsResponse> AskAsync(LookupEventsRequest request, CancellationToken cancellation)
    {
        try
        {
            return await pace.RunAsync(token => client.LookupEventsAsync(request, token), cancellation);
        }
        catch (Exception failure) when (HistoryFaults.Sentence(failure, span.Region) is not null && !cancellation.IsCancellationRequested)
        {
            throw new ArchiveUnreadableException(HistoryFaults.Sentence(failure, span.Region)!, failure);
        }
    }

    // CloudTrail counts whole seconds and includes the last one.
    private LookupEventsRequest Request() => new()
    {
        StartTime = span.From.UtcDateTime,
        EndTime = span.Until.UtcDateTime.AddTicks(-1),
        LookupAttributes = span.Narrowing is { } narrowing ? [narrowing.Asked] : null,
        MaxResults = PageSize,
    };
}
