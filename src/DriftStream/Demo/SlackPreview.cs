using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Spectre.Console;

namespace DriftStream.Demo;

/// <summary>Shows a Slack message in the terminal, about as Slack would.</summary>
internal static partial class SlackPreview
{
    /// <summary>The message in a frame of its own colour.</summary>
    public static Panel Of(string body)
    {
        using var message = JsonDocument.Parse(body);
        var attachment = message.RootElement.GetProperty("attachments")[0];
        var lines = Blocks(message.RootElement).Concat(Blocks(attachment)).ToList();
        return new Panel(new Markup(string.Join('\n', lines)))
        {
            Header = new PanelHeader(" Slack "),
            Border = BoxBorder.Rounded,
            BorderStyle = Style.Parse(attachment.GetProperty("color").GetString()!),
            Padding = new Padding(1, 0),
            Expand = false,
        };
    }

    private static IEnumerable<string> Blocks(JsonElement parent) =>
        parent.TryGetProperty("blocks", out var blocks) ? blocks.EnumerateArray().SelectMany(Lines) : [];

    private static IEnumerable<string> Lines(JsonElement block)
    {
        switch (block.GetProperty("type").GetString())
        {
            case "header":
                yield return $"[bold]{Text(block.GetProperty("text"))}[/]";
                break;
            case "context":
                foreach (var element in block.GetProperty("elements").EnumerateArray())
                {
                    yield return $"[grey]{Text(element)}[/]";
                }

                break;
            case "section":
                if (block.TryGetProperty("text", out var text))
                {
                    yield return Text(text);
                }

                if (block.TryGetProperty("fields", out var fields))
                {
                    foreach (var field in fields.EnumerateArray())
                    {
                        yield return Text(field).Replace("\n", "  ", StringComparison.Ordinal);
                    }
                }

                break;
        }
    }

    // Slack's own markup becomes the terminal's; everything else is shown as it is.
    private static string Text(JsonElement text)
    {
        var raw = Markup.Escape(text.GetProperty("text").GetString()!);
        if (text.GetProperty("type").GetString() != "mrkdwn")
        {
            return raw;
        }

        raw = Link().Replace(Date().Replace(raw, "$1"), "[underline]$1[/]");
        raw = raw.Replace("```\n", "", StringComparison.Ordinal).Replace("\n```", "", StringComparison.Ordinal);
        raw = Code().Replace(raw, "[aqua]$1[/]");
        return WebUtility.HtmlDecode(Bold().Replace(raw, "[bold]$1[/]"));
    }

    [GeneratedRegex(@"<!date\^[^|>]*\|([^>]*)>")]
    private static partial Regex Date();

    [GeneratedRegex(@"<https?://[^|>]*\|([^>]*)>")]
    private static partial Regex Link();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<![\w*])\*([^*\n]+)\*(?![\w*])")]
    private static partial Regex Bold();
}
