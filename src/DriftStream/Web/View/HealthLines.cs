using DriftStream.Ledger.Lives;

namespace DriftStream.Web.View;

/// <summary>The health card: what is fine in a word, what is not in a sentence.</summary>
internal static class HealthLines
{
    private static readonly TimeSpan TooFarBehind = TimeSpan.FromMinutes(1);

    public static IReadOnlyList<HealthLine> Of(DetectionHealth health, DateTimeOffset now) =>
    [
        Queue(health.Queue),
        States(health.States),
        Events(health.Events, now),
        health.LedgerProblem is { } problem ? Bad("Ledger", "cannot be written", problem) : Fine("Ledger", "writable"),
        Alerts(health.Alerts),
        .. health.Configuration is { Problem: { } broken } ? [Warn("Configuration", "not in force", broken)] : (IEnumerable<HealthLine>)[],
        .. health.LeftOut.OtherAccountsText is { } leftOut ? [Fine("Other accounts", Shown.Number(health.LeftOut.OtherAccounts), leftOut)] : (IEnumerable<HealthLine>)[],
        .. Applies(health.Applies),
        .. Ignoring(health.Ignoring),
        .. health.Gaps.Count > 0 ? [Warn("Gaps", Shown.Several(health.Gaps.Count, "gap"), Told(health.Gaps))] : (IEnumerable<HealthLine>)[],
    ];

    private static HealthLine Queue(QueueHealth? queue) => queue switch
    {
        null => Warn("Queue", "not configured", "Events arrive only over HTTP. Set Queue:Url to read them from SQS."),
        { Problem: { } problem } => Bad("Queue", "not reachable", problem),
        { Behind: { } behind } when behind >= TooFarBehind => Warn("Queue", $"{Shown.Length(behind)} behind", "What you see is older than it looks."),
        { Behind: { } behind } => Fine("Queue", $"{Shown.Length(behind)} behind"),
        _ => Fine("Queue", "reachable"),
    };

    private static HealthLine States(StatesHealth states)
    {
        if (states.Configured == 0)
        {
            return Warn("States", "none configured", "Without one nothing counts as managed. Set States.");
        }

        if (states.Loaded == states.Configured && states.Problems.Count == 0)
        {
            return Fine("States", $"{Shown.Number(states.Loaded)} loaded", Shown.Several(states.Resources, "resource"));
        }

        var value = $"{Shown.Number(states.Loaded)} of {Shown.Number(states.Configured)} loaded";
        var note = Told(states.Problems);
        return states.Loaded == 0 ? Bad("States", value, note) : Warn("States", value, note);
    }

    private static IEnumerable<HealthLine> Applies(ApplyCounts calls) => calls switch
    {
        { Confirmed: 0, NotChecked: 0, Held: 0, Findings: 0 } => [],
        { Findings: > 0 } => [Warn("Terraform's calls", $"{Shown.Number(calls.Findings)} in no state", Rest(calls))],
        _ => [Fine("Terraform's calls", $"{Shown.Number(calls.Confirmed)} confirmed", Rest(calls))],
    };

    private static string Rest(ApplyCounts calls) => $"{Shown.Number(calls.NotChecked)} not checked, {Shown.Number(calls.Held)} waiting for their state, in 24 h";

    private static IEnumerable<HealthLine> Ignoring(IgnoreHealth rules) => rules switch
    {
        { Problems: [_, ..] problems } => [Warn("Ignore rules", Shown.Several(problems.Count, "problem"), Told(problems))],
        { InForce: 0, Swallowed: [] } => [],
        _ => [Fine("Ignore rules", $"{Shown.Number(rules.InForce)} in force", Text(rules.SwallowedText))],
    };

    private static string? Told(IReadOnlyList<string> problems) => problems switch
    {
        [] => null,
        [var only] => only,
        [var first, ..] => $"{first} And {Shown.Several(problems.Count - 1, "more problem")}.",
    };

    private static HealthLine Events(EventsHealth events, DateTimeOffset now) => events.Last is { } last
        ? Fine("Events judged", Shown.Number(events.Judged), $"the last one {Shown.Length(now - last)} ago")
        : Fine("Events judged", "none yet");

    private static HealthLine Alerts(AlertsHealth? alerts) => alerts switch
    {
        null => Warn("Alerts", "shown only here", "No channel is configured. Set Slack:WebhookUrl, Slack:BotToken or another sink."),
        { Dead: > 0 } => Bad("Alerts", $"{Shown.Number(alerts.Dead)} not delivered", $"{(alerts.DeadReason is null ? "" : $"The last one: {alerts.DeadReason}. ")}{Shown.Number(alerts.Waiting)} more are waiting."),
        _ => Fine("Alerts", $"{Shown.Number(alerts.Waiting)} waiting"),
    };

    private static HealthLine Fine(string name, string value, string? note = null) => new("ok", name, value, note);

    private static HealthLine Warn(string name, string value, string? note) => new("medium", name, value, Text(note));

    private static HealthLine Bad(string name, string value, string? note) => new("critical", name, value, Text(note));

    private static string? Text(string? note) => note is null ? null : Shown.Text(note);
}
