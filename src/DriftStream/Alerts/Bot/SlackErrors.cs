using DriftStream.Alerts.Sinks;

namespace DriftStream.Alerts.Bot;

/// <summary>What each error word of Slack's Web API means for an alert.</summary>
internal static class SlackErrors
{
    private static readonly HashSet<string> Passing =
        ["internal_error", "fatal_error", "service_unavailable", "request_timeout", "accesslimited", "team_added_to_org", "external_channel_migrating"];

    private static readonly HashSet<string> MessageGone = ["message_not_found", "cant_update_message", "edit_window_closed", "thread_not_found"];

    private static readonly HashSet<string> MessageTooMuch =
        ["msg_too_long", "msg_blocks_too_long", "invalid_blocks", "invalid_blocks_format", "invalid_attachments", "too_many_attachments", "block_mismatch"];

    private static readonly Dictionary<string, string> Remedies = new()
    {
        ["invalid_auth"] = "Slack does not know the token; put the bot's current one into Slack:BotToken",
        ["not_authed"] = "Slack got no token; set Slack:BotToken",
        ["account_inactive"] = "the bot was removed from the workspace; install the app again and set its new Slack:BotToken",
        ["token_revoked"] = "the token was revoked; install the app again and set its new Slack:BotToken",
        ["token_expired"] = "the token has expired; set a new Slack:BotToken",
        ["not_allowed_token_type"] = "this is no bot's token; use the one that begins with xoxb-",
        ["missing_scope"] = "the app lacks a right; add the scope chat:write and install the app again",
        ["no_permission"] = "the app lacks a right; add the scope chat:write and install the app again",
        ["org_login_required"] = "the workspace is being moved; an administrator must sign in",
        ["access_denied"] = "the workspace does not let the app in; ask an administrator",
        ["channel_not_found"] = "there is no such channel, or it is private and the bot is not in it; correct the channel's id, or invite the bot",
        ["not_in_channel"] = "invite the bot to the channel: /invite @driftstream",
        ["is_archived"] = "the channel is archived; name another one",
        ["restricted_action"] = "the workspace forbids apps to post there; ask an administrator, or name another channel",
        ["restricted_action_read_only_channel"] = "only some may post in this channel; allow the app, or name another channel",
    };

    /// <summary>The message that was to be edited is gone, so a new one has to tell it.</summary>
    public static bool IsGone(string error) => MessageGone.Contains(error);

    /// <summary>Slack will not show so much; the sentence alone may pass.</summary>
    public static bool IsTooMuch(string error) => MessageTooMuch.Contains(error);

    /// <summary>What to do about the error.</summary>
    public static SinkAnswer Answer(string error, TimeSpan? wait) => error switch
    {
        "ratelimited" or "rate_limited" or "message_limit_exceeded" => new(SinkOutcome.TooFast, error, wait),
        SlackReply.Unreadable => new(SinkOutcome.TryAgain, "the answer is not one of Slack's; does something stand in between, such as a proxy?", wait),
        _ when Passing.Contains(error) => new(SinkOutcome.TryAgain, error, wait),
        _ => new(SinkOutcome.Refused, error) { Remedy = Remedies.GetValueOrDefault(error) },
    };
}
