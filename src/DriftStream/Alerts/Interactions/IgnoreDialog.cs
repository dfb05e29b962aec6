using System.Globalization;
using System.Text.Json.Nodes;

namespace DriftStream.Alerts.Interactions;

/// <summary>The dialog that asks why and until when a drift is to be ignored.</summary>
internal static class IgnoreDialog
{
    /// <summary>Its name in Slack's payloads.</summary>
    public const string Callback = "ignore";

    private const string Reason = "reason";
    private const string End = "end";
    private const int ReasonLeast = 3;
    private const int ReasonLimit = 500;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>The arguments of <c>views.open</c>.</summary>
    /// <param name="trigger">What Slack gave with the press.</param>
    /// <param name="subject">The id of the drift or the digest.</param>
    /// <param name="now">The time.</param>
    public static JsonObject Open(string trigger, string subject, DateTimeOffset now) => new()
    {
        ["trigger_id"] = trigger,
        ["view"] = new JsonObject
        {
            ["type"] = "modal",
            ["callback_id"] = Callback,
            ["private_metadata"] = subject,
            ["title"] = SlackBlocks.PlainText("Ignore this drift"),
            ["submit"] = SlackBlocks.PlainText("Ignore"),
            ["close"] = SlackBlocks.PlainText("Cancel"),
            ["blocks"] = new JsonArray(
                Input(Reason, "Why?", new() { ["type"] = "plain_text_input", ["action_id"] = "text", ["min_length"] = ReasonLeast, ["max_length"] = ReasonLimit }),
                Input(End, "Until", new() { ["type"] = "datepicker", ["action_id"] = "date", ["initial_date"] = Day(now.AddDays(30)) })),
        },
    };

    /// <summary>What was filled in; null, and a word for each field that is wrong, where it cannot be taken.</summary>
    public static (string Reason, DateTimeOffset Until)? Read(IReadOnlyDictionary<string, string> inputs, TimeZoneInfo zone, DateTimeOffset now, JsonObject errors)
    {
        var reason = inputs.GetValueOrDefault(Reason, "").Trim();
        if (reason.Length is < ReasonLeast or > ReasonLimit)
        {
            errors[Reason] = $"Say why, in {ReasonLeast} to {ReasonLimit} letters.";
        }

        var until = DateOnly.TryParseExact(inputs.GetValueOrDefault(End), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Routing.QuietHours.Instant(day.ToDateTime(TimeOnly.MinValue), zone)
            : (DateTimeOffset?)null;
        if (until is null || until <= now || until > now + Longest)
        {
            errors[End] = "Choose a day after today, within a year.";
        }

        return errors.Count == 0 ? (reason, until!.Value) : null;
    }

    private static JsonObject Input(string block, string label, JsonObject element) => new()
    {
        ["type"] = "input",
        ["block_id"] = block,
        ["label"] = SlackBlocks.PlainText(label),
        ["element"] = element,
    };

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
