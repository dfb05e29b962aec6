using Amazon.CloudTrail;

namespace DriftStream.Replay.Sources.History;

/// <summary>CloudTrail's own memory of the last 90 days of one region, for those who have no trail: a slice for each day, or for each month where it is asked for something in particular.</summary>
/// <remarks>https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html</remarks>
/// <param name="region">The region.</param>
/// <param name="client">Asks CloudTrail there.</param>
/// <param name="pace">Shared by all that ask about the region.</param>
/// <param name="question">What is asked about.</param>
/// <param name="remarks">Told what is left out.</param>
/// <param name="time">The clock.</param>
internal sealed class EventHistory(string region, IAmazonCloudTrail client, HistoryPace pace, HistoryQuestion question, ArchiveRemarks remarks, TimeProvider time) : IArchive
{
    private const int DaysWhereNarrowed = 30;
    private static readonly TimeSpan Memory = TimeSpan.FromDays(90);

    /// <summary>What is asked for only; null: nothing in particular.</summary>
    public HistoryNarrowing? Narrowing { get; init; }

    private string Shown => HistoryAddress.In(region, Narrowing);

    // CloudTrail takes one condition, and what the user asks for leaves out more.
    private HistoryNarrowing? Asked => Narrowing ?? (question.ChangesOnly ? HistoryNarrowing.Changes : null);

    private string? Remark => Narrowing switch
    {
        null when question.ChangesOnly => "only changing events are fetched; who opened a session is known where its own events tell. --all fetches everything, at 100 events a second",
        null => null,
        { Attribute: "ResourceName" } => "only what CloudTrail lists under this resource is fetched, and it does not list every call under each resource that the call changes",
        _ => "only these events are fetched: what others did before and after them is not known",
    };

    /// <inheritdoc/>
    public IAsyncEnumerable<ArchiveObject> ListAsync(CancellationToken cancellation) => Slices().ToAsyncEnumerable();

    private List<ArchiveObject> Slices()
    {
        var now = time.GetUtcNow();
        var (since, until) = (Since(now), question.Filter.Until is { } asked && asked < now ? asked : now);
        if (Remark is { } remark)
        {
            remarks.Note(Shown, remark);
        }

        // Few events are found in many days, and a question about each day takes half a second.
        var days = Narrowing is null ? 1 : DaysWhereNarrowed;
        var slices = new List<ArchiveObject>();
        for (var from = since; from < until;)
        {
            var next = new DateTimeOffset(from.UtcDateTime.Date.AddDays(days), TimeSpan.Zero);
            var to = next < until ? next : until;
            slices.Add(new HistorySlice(new(region, from, to, Asked), client, pace, isSettled: now - to > HistorySlice.SettledAfter));
            from = to;
        }

        return slices;
    }

    private DateTimeOffset Since(DateTimeOffset now)
    {
        var oldest = now - Memory;
        if (question.Filter.Since is not { } since)
        {
            return oldest;
        }

        if (since < oldest)
        {
            remarks.Problem(Shown, $"CloudTrail remembers 90 days: events before {oldest.UtcDateTime:yyyy-MM-dd HH:mm}Z are not there. Give the trail's bucket (s3://…) for them.");
        }

        return since < oldest ? oldest : since;
    }
}
