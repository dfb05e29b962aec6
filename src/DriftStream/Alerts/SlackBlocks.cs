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
        ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = text, ["emoji"] = true },
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

    // Verbatim: Slack makes no links, channels or names out of what it reads.
    private static JsonObject Text(string text) => new() { ["type"] = "mrkdwn", ["text"] = text, ["verbatim"] = true };
}
