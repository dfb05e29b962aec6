using DriftStream.Core.Judging;
using DriftStream.Ledger;
using DriftStream.Ledger.Lives;

namespace DriftStream.Web.View;

/// <summary>Turns all that is known of a drift into what its page shows.</summary>
internal static class DriftStoryViews
{
    public static DriftStoryView Of(DriftStory story, DateTimeOffset now, IReadOnlyDictionary<string, string>? accountNames = null)
    {
        var drift = story.Drift;
        var life = new DriftLife(drift.OpenedAt, drift.OpenedEvent, drift.End?.At, drift.End?.EventId);
        Change[] changes = [.. story.Differences.Where(d => d.Path.Length > 0).Select(d => new Change(d.Path, d.InState, d.InCloud, d.Hidden))];
        return new DriftStoryView
        {
            Id = Shown.Text(drift.Id),
            Tone = drift.IsOpen ? drift.Severity : "ok",
            Badge = Badge(drift, now),
            Address = Shown.Text(drift.Address),
            Changes = [.. changes.Select(c => RowViews.Change(c, Verdict.Drift))],
            NoChanges = changes.Length > 0 ? null : Nothing(drift),
            Facts = [.. Facts(drift, accountNames).Where(f => f.Value is { Length: > 0 }).Select(f => (f.Name, Shown.Text(f.Value!)))],
            Days = PageViews.Days(story.Findings.Select(f => new SeenFinding(f.Finding, f.RecordedAt, life)), now, accountNames),
            Notes = [.. Notes(story).OrderByDescending(n => n.At).Select(n => (Full(n.At), Shown.Text(n.What)))],
            Told = [.. story.Told.OrderByDescending(t => t.CreatedAt).Select(t => (Full(Time(t.CreatedAt)), Shown.Text(Words(t))))],
        };
    }

    private static BadgeView Badge(DriftRecord drift, DateTimeOffset now) => drift switch
    {
        { End: { } end } => new($"{EndWord(end)} {Shown.When(end.At, now)}", "ok", "check"),
        { Decision: { } decision } => new($"{char.ToUpperInvariant(decision[0])}{decision[1..]}d{(drift.DecisionUntil is { } until ? $" until {until.UtcDateTime:yyyy-MM-dd HH:mm}" : "")}", "plain", "clock"),
        _ => new($"Open {Shown.Length(now - drift.OpenedAt)}", "", "clock"),
    };

    private static string Nothing(DriftRecord drift) => drift switch
    {
        { IsOpen: false } => "Nothing any more: it is over.",
        { Verdict: "deleted" } => "The resource was deleted, and the state still holds it.",
        _ => "No value of it is known.",
    };

    private static IEnumerable<(string Name, string? Value)> Facts(DriftRecord drift, IReadOnlyDictionary<string, string>? accountNames)
    {
        yield return ("Verdict", drift.Verdict);
        yield return ("Severity", drift.Severity);
        yield return ("State", drift.State);
        yield return ("Type", drift.Type);
        yield return ("Cloud id", drift.ResourceId);
        yield return ("Account", drift.Account is { } account && accountNames?.GetValueOrDefault(account) is { } name ? $"{name} ({account})" : drift.Account);
        yield return ("Region", drift.Region);
        yield return ("Opened", $"{Full(drift.OpenedAt)} by {drift.OpenedBy ?? FindingSentence.Somebody}");
        yield return ("Last change", drift.LastEvent == drift.OpenedEvent ? null : Full(drift.LastChangeAt));
        yield return ("Drift", drift.Id);
    }

    private static IEnumerable<(DateTimeOffset At, string What)> Notes(DriftStory story)
    {
        foreach (var decision in story.Decisions)
        {
            var until = decision.Until is { } end ? $" until {Full(Time(end))}" : "";
            yield return (Time(decision.DecidedAt), $"{decision.Name ?? decision.DecidedBy}: {decision.Kind}{until}{(decision.Reason is { Length: > 0 } reason ? $", {reason}" : "")}");
        }

        if (story.Drift.End is { } ended)
        {
            yield return (ended.At, EndSentence(ended));
        }
    }

    private static string EndWord(DriftEnd end) => end.How switch
    {
        DriftEndKind.Reverted => "Resolved",
        DriftEndKind.Adopted => "Adopted",
        DriftEndKind.Replaced => "Replaced",
        _ => "No longer managed",
    };

    private static string EndSentence(DriftEnd end) => end switch
    {
        { How: DriftEndKind.Reverted } => $"Brought back by {end.By ?? FindingSentence.Somebody}",
        { How: DriftEndKind.Adopted } => $"The state says so itself since serial {end.Serial}",
        { How: DriftEndKind.Replaced } => $"The address holds {end.Successor} now",
        _ => "No state holds the resource any more",
    };

    private static string Words(ToldRow told) => told switch
    {
        { SentAt: { } sent } => $"{told.Kind}: delivered {Full(Time(sent))}",
        { DeadAt: not null } => $"{told.Kind}: undeliverable, {told.LastError}",
        { SkippedAt: not null } => $"{told.Kind}: not needed any more",
        { LastError: { } error } => $"{told.Kind}: waits, {error}",
        _ => $"{told.Kind}: waits",
    };

    private static string Full(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'");

    private static DateTimeOffset Time(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time);
}
