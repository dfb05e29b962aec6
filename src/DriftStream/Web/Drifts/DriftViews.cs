using System.Text.Json;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Ledger;
using DriftStream.Ledger.Lives;

namespace DriftStream.Web.Drifts;

/// <summary>Drifts as the API shows them.</summary>
internal static class DriftViews
{
    public static DriftView Of(DriftRecord drift) => new()
    {
        Id = drift.Id,
        Status = drift.IsOpen ? "open" : "resolved",
        Verdict = drift.Verdict,
        Severity = drift.Severity,
        State = drift.State,
        Address = drift.Address,
        Type = drift.Type,
        ResourceId = drift.ResourceId,
        Account = drift.Account,
        Region = drift.Region,
        OpenedAt = drift.OpenedAt,
        OpenedBy = drift.OpenedBy,
        OpenedEvent = drift.OpenedEvent,
        LastChangeAt = drift.LastChangeAt,
        LastEvent = drift.LastEvent,
        Decision = drift.Decision is { } kind ? new(kind, drift.DecisionUntil) : null,
        Ended = drift.End is { } end
            ? new(end.At, end.How.ToString().ToLowerInvariant(), end.By, end.EventId.Length == 0 ? null : end.EventId, end.Serial, end.Successor)
            : null,
    };

    public static DriftDetail Of(DriftStory story) => new()
    {
        Drift = Of(story.Drift),
        Changes = [.. story.Differences.Where(d => d.Path.Length > 0).Select(d => new DifferenceView(d.Path, Json(d.InState, d.Hidden), Json(d.InCloud, d.Hidden), d.Hidden, d.EventId))],
        Events = [.. story.Findings.Select(f => Json(FindingJson.ToJson(f.Finding)))],
        Actor = story.Findings.Count == 0 ? null : Json(FindingJson.ToJson(story.Findings[^1].Finding)).GetProperty("actor"),
        Timeline = Timeline(story),
        Notifications = [.. story.Told.Select(Of)],
        Decisions = [.. story.Decisions.Select(d => new DecisionView(d.Kind, d.Name ?? d.DecidedBy, d.Reason, Time(d.Until), Time(d.DecidedAt)))],
    };

    private static List<TimelineEntry> Timeline(DriftStory story)
    {
        var entries = story.Findings.Select((f, i) => new TimelineEntry(f.Finding.Event.Time, What(f, i), f.Finding.Actor.Name, f.Finding.Reason))
            .Concat(story.Decisions.Select(d => new TimelineEntry(Time(d.DecidedAt), d.Kind, d.Name ?? d.DecidedBy, d.Reason)));
        var end = story.Drift.End is { How: not DriftEndKind.Reverted } ended
            ? [new TimelineEntry(ended.At, "resolved", null, Sentence(ended))]
            : (IEnumerable<TimelineEntry>)[];
        return [.. entries.Concat(end).OrderBy(e => e.At)];
    }

    private static string What(RecordedFinding finding, int number) =>
        finding.Late ? "late" : finding.Finding.Verdict == Verdict.Reverted ? "resolved" : number == 0 ? "opened" : "changed";

    private static string Sentence(DriftEnd end) => end switch
    {
        { How: DriftEndKind.Adopted } => $"the state says so itself since serial {end.Serial}",
        { How: DriftEndKind.Replaced } => $"the address holds {end.Successor} now",
        _ => "no state holds the resource any more",
    };

    private static NotificationView Of(ToldRow told) => new(
        told.Id, told.Kind, Time(told.CreatedAt), Time(told.SentAt), told.SentAt is null || told.DeadAt is not null ? told.LastError : null);

    private static JsonElement? Json(Value value, bool isHidden) => isHidden || value.IsNull || value.IsHidden ? null : Json(ValueWriter.ToJson(value));

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static DateTimeOffset Time(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time);

    private static DateTimeOffset? Time(long? time) => time is { } given ? Time(given) : null;
}
