using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DriftStream.Alerts.Bot;
using DriftStream.Alerts.Routing;
using DriftStream.Ledger.Lives;
using Microsoft.Extensions.Options;

namespace DriftStream.Alerts.Interactions;

/// <summary>Does what a press asks for. Who pressed comes from Slack's signed payload, what it is about from a value of ours.</summary>
internal sealed partial class SlackPresses(
    SlackApi api, SlackRights rights, CarryOutDecision decide, DigestDrifts digests, IOptionsMonitor<AlertOptions> options, TimeProvider clock)
{
    /// <summary>What somebody without the right is told.</summary>
    public const string NoRight = "You may look, not act. Ask those who run DriftStream to add you to Slack:MayAct.";

    /// <summary>Handles one press.</summary>
    /// <returns>What a dialog is to show; null where nothing is to be answered.</returns>
    public async Task<JsonObject?> HandleAsync(SlackPress press, CancellationToken cancellation)
    {
        var isDialog = press is { Kind: "view_submission", Action: IgnoreDialog.Callback };
        var (subject, term) = Parted(press.Value);
        if ((!isDialog && !IsOurs(press)) || !Subject().IsMatch(subject))
        {
            return null;
        }

        if (!await rights.MayAsync(press.User, cancellation))
        {
            return isDialog ? Errors("reason", NoRight) : await TellAsync(press, NoRight, cancellation);
        }

        return isDialog ? await IgnoreAsync(press, subject, cancellation) : await ActAsync(press, subject, term, cancellation);
    }

    private static bool IsOurs(SlackPress press) =>
        press is { Kind: "block_actions", Action: SlackButtons.Acknowledge or SlackButtons.Temporary or SlackButtons.Ignore };

    private static (string Subject, string Term) Parted(string value)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (value, "") : (value[..colon], value[(colon + 1)..]);
    }

    private async Task<JsonObject?> ActAsync(SlackPress press, string subject, string term, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (press.Action == SlackButtons.Ignore)
        {
            var (answer, _) = await api.CallAsync("views.open", IgnoreDialog.Open(press.Trigger ?? "", subject, now), cancellation);
            return answer.Outcome == Sinks.SinkOutcome.Taken ? null : await TellAsync(press, $"Slack did not open the dialog ({answer.Detail}). Press again.", cancellation);
        }

        var until = press.Action == SlackButtons.Temporary ? End(term, now) : null;
        if (press.Action == SlackButtons.Temporary && until is null)
        {
            return null;
        }

        var kind = until is null ? DecisionKind.Acknowledge : DecisionKind.Snooze;
        return await DecideAsync(press, subject, kind, null, until, cancellation) is { } problem ? await TellAsync(press, problem, cancellation) : null;
    }

    private async Task<JsonObject?> IgnoreAsync(SlackPress press, string subject, CancellationToken cancellation)
    {
        var errors = new JsonObject();
        if (IgnoreDialog.Read(press.Inputs, Zone, clock.GetUtcNow(), errors) is not { } filled)
        {
            return new() { ["response_action"] = "errors", ["errors"] = errors };
        }

        return await DecideAsync(press, subject, DecisionKind.Ignore, filled.Reason, filled.Until, cancellation) is { } problem ? Errors("reason", problem) : null;
    }

    private async Task<string?> DecideAsync(SlackPress press, string subject, DecisionKind kind, string? reason, DateTimeOffset? until, CancellationToken cancellation)
    {
        IReadOnlyList<string> drifts = subject[0] == 'B' ? digests(subject) : [subject];
        if (drifts.Count == 0)
        {
            return $"The drifts of {subject} are not in the ledger any more.";
        }

        var by = $"slack:{press.Team}/{press.User}";
        var problems = await Task.WhenAll(drifts.Select(drift => decide(new(drift, kind, by, press.UserName, reason, until), cancellation)));
        return problems.FirstOrDefault(problem => problem is not null);
    }

    private async Task<JsonObject?> TellAsync(SlackPress press, string text, CancellationToken cancellation)
    {
        if (press.Channel is { } channel)
        {
            await api.CallAsync("chat.postEphemeral", new() { ["channel"] = channel, ["user"] = press.User, ["text"] = SlackText.Escape(text) }, cancellation);
        }

        return null;
    }

    private TimeZoneInfo Zone => QuietHours.ReadZone(options.CurrentValue.TimeZone) ?? TimeZoneInfo.Utc;

    private DateTimeOffset? End(string term, DateTimeOffset now) => term switch
    {
        "1h" => now.AddHours(1),
        "4h" => now.AddHours(4),
        "7d" => now.AddDays(7),
        "tomorrow" => QuietHours.Instant(TimeZoneInfo.ConvertTime(now, Zone).Date.AddDays(1).AddHours(9), Zone),
        _ => null,
    };

    private static JsonObject Errors(string block, string text) => new() { ["response_action"] = "errors", ["errors"] = new JsonObject { [block] = text } };

    [GeneratedRegex("^[DB]-[0-9A-Z]{1,24}$")]
    private static partial Regex Subject();
}

/// <summary>The drifts that a digest told of.</summary>
internal delegate IReadOnlyList<string> DigestDrifts(string digest);
