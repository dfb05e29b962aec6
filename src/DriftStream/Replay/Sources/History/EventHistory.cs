using Amazon.CloudTrail;
using DriftStream.Configuration;

namespace DriftStream.Replay.Sources.History;

/// <summary>CloudTrail's own memory of the last 90 days of one region, for those who have no trail: a slice for each day.</summary>
/// <remarks>https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html</remarks>
/// <param name="region">The region.</param>
/// <param name="client">Asks CloudTrail there.</param>
/// <param name="question">What is asked about.</param>
/// <param name="remarks">Told what is left out.</param>
/// <param name="time">The clock.</param>
internal sealed class EventHistory(string region, IAmazonCloudTrail client, HistoryQuestion question, ArchiveRemarks remarks, TimeProvider time) : IArchive
{
    private const string Scheme = "cloudtrail:";
    private static readonly TimeSpan Memory = TimeSpan.FromDays(90);

    private string Shown => Scheme + region;

    /// <summary>Whether the text means to be one.</summary>
    public static bool IsMeantBy(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>The region that a text names; null where it leaves that open.</summary>
    /// <exception cref="UsageException">It is no region's name.</exception>
    public static string? RegionOf(string text) => text[Scheme.Length..] switch
    {
        "" => null,
        var name when IsRegion(name) => name,
        _ => throw new UsageException($"'{TerminalText.Clean(text)}' names no region: write cloudtrail: or cloudtrail:eu-west-1."),
    };

    /// <inheritdoc/>
    public IAsyncEnumerable<ArchiveObject> ListAsync(CancellationToken cancellation) => Slices().ToAsyncEnumerable();

    private List<ArchiveObject> Slices()
    {
        var now = time.GetUtcNow();
        var (since, until) = (Since(now), question.Filter.Until is { } asked && asked < now ? asked : now);
        if (question.ChangesOnly)
        {
            remarks.Note(Shown, "only changing events are fetched; who opened a session is known where its own events tell. --all fetches everything, at 100 events a second");
        }

        var pace = new HistoryPace(time);
        var slices = new List<ArchiveObject>();
        for (var from = since; from < until;)
        {
            var nextDay = new DateTimeOffset(from.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
            var to = nextDay < until ? nextDay : until;
            slices.Add(new HistorySlice(new(region, from, to, question.ChangesOnly), client, pace, isSettled: now - to > HistorySlice.SettledAfter));
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

    /// <summary>Whether a text can be the name of a region.</summary>
    public static bool IsRegion(string name) =>
        name.Split('-') is { Length: >= 3 } parts && parts[^1].All(char.IsAsciiDigit) && parts.All(p => p.Length > 0 && p.All(char.IsAsciiLetterOrDigit));
}
