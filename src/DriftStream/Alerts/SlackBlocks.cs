using System.Text.Json.Nodes;

namespace DriftStream.Alerts;

/// <summary>The pieces of Slack's Block Kit that alerts use.</summary>
/// <remarks>https://api.slack.com/reference/block-kit/blocks</remarks>
internal static class SlackBlocks
{
    /// <summary>A headline; plain text.</summary>
    public static JsonObject Header(string text) => new()
    {
        ["type"] = "header",
        ["text"] = PlainText(text),
    };

    /// <summary>A paragraph.</summary>
    public static JsonObject Section(string text) => new() { ["type"] = "section", ["text"] = Text(text) };

    /// <summary>Facts in two columns, each with its title.</summary>
    public static JsonObject Fields(params (string Title, string Text)[] fields) => new()
    {
        ["type"] = "section",
        ["fields"] = new JsonArray([.. fields.Select(f => Text($"*{f.Title}*\n{f.Text}"))]),
    };

    /// <summary>Small print.</summary>
    public static JsonObject Context(IEnumerable<string> texts) => new()
    {
        ["type"] = "context",
        ["elements"] = new JsonArray([.. texts.Select(Text)]),
    };

    /// <summary>Buttons and menus.</summary>
    public static JsonObject Actions(string id, params IEnumerable<JsonNode> elements) => new()
    {
        ["type"] = "actions",
        ["block_id"] = id,
        ["elements"] = new JsonArray([.. elements]),
    };

    /// <summary>A button whose press is told to us.</summary>
    public static JsonObject Button(string text, string action, string value) => new()
    {
        ["type"] = "button",
        ["text"] = PlainText(text),
        ["action_id"] = action,
        ["value"] = value,
    };

    /// <summary>A button that opens a page.</summary>
    public static JsonObject LinkButton(string text, string action, string url) => new()
    {
        ["type"] = "button",
        ["text"] = PlainText(text),
        ["action_id"] = action,
        ["url"] = url,
    };

    /// <summary>A menu of choices.</summary>
    public static JsonObject Menu(string text, string action, params IEnumerable<(string Text, string Value)> options) => new()
    {
        ["type"] = "static_select",
        ["action_id"] = action,
        ["placeholder"] = PlainText(text),
        ["options"] = new JsonArray([.. options.Select(o => new JsonObject { ["text"] = PlainText(o.Text), ["value"] = o.Value })]),
    };

    /// <summary>Text without any markup.</summary>
    public static JsonObject PlainText(string text) => new() { ["type"] = "plain_text", ["text"] = text, ["emoji"] = true };

    // Verbatim: Slack makes no links, channels or names out of what it reads.
    private static JsonObject Text(string text) => new() { ["type"] = "mrkdwn", ["text"] = text, ["verbatim"] = true };
}
