using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;

namespace DriftStream.Tests.Alerts;

/// <summary>What Slack's documentation says about messages and dialogs; a body that breaks it is named with its place.</summary>
internal static partial class SlackLimits
{
    private static readonly string[] Known = ["header", "section", "context", "actions", "input", "divider"];

    /// <summary>Checks a message.</summary>
    public static void ShouldFitSlack(this JsonNode message)
    {
        var blocks = Blocks(message).ToList();
        var attached = message["attachments"]?.AsArray().SelectMany(a => Blocks(a!)).ToList() ?? [];

        (blocks.Count + attached.Count).ShouldBeLessThanOrEqualTo(50);
        Length(message["text"]).ShouldBeInRange(1, 3_000);
        (message["attachments"]?.AsArray().Count ?? 0).ShouldBeLessThanOrEqualTo(20);
        message.ToJsonString().Length.ShouldBeLessThan(100_000);
        blocks.Concat(attached).ToList().ForEach(Check);
        blocks.Concat(attached).Select(b => b["block_id"]?.GetValue<string>()).OfType<string>().ShouldBeUnique();
        Texts(message).ToList().ForEach(CheckEscapes);
    }

    /// <summary>Checks a dialog.</summary>
    public static void ShouldBeADialogOfSlack(this JsonNode view)
    {
        view["type"]!.GetValue<string>().ShouldBe("modal");
        Length(view["title"]!["text"]).ShouldBeInRange(1, 24);
        Length(view["submit"]!["text"]).ShouldBeInRange(1, 24);
        Length(view["callback_id"]).ShouldBeInRange(1, 255);
        Length(view["private_metadata"]).ShouldBeInRange(1, 3_000);
        Blocks(view).ToList().ForEach(Check);
    }

    private static IEnumerable<JsonNode> Blocks(JsonNode parent) => parent["blocks"]?.AsArray().Select(b => b!) ?? [];

    private static void Check(JsonNode block)
    {
        var kind = block["type"]!.GetValue<string>();
        Known.ShouldContain(kind);
        Length(block["block_id"]).ShouldBeLessThanOrEqualTo(255);
        if (block["text"] is { } text)
        {
            Length(text["text"]).ShouldBeInRange(1, kind == "header" ? 150 : 3_000);
            text["type"]!.GetValue<string>().ShouldBe(kind == "header" ? "plain_text" : "mrkdwn");
        }

        if (kind == "section")
        {
            (block["text"] is not null || block["fields"] is not null).ShouldBeTrue();
            block["fields"]?.AsArray().Count.ShouldBeInRange(1, 10);
            block["fields"]?.AsArray().ToList().ForEach(f => Length(f!["text"]).ShouldBeInRange(1, 2_000));
        }

        if (kind is "context" or "actions")
        {
            var elements = block["elements"]!.AsArray();
            elements.Count.ShouldBeInRange(1, kind == "context" ? 10 : 25);
            elements.Where(e => e!["action_id"] is not null).Select(e => e!["action_id"]!.GetValue<string>()).ShouldBeUnique();
            elements.ToList().ForEach(e => CheckElement(e!));
        }
    }

    private static void CheckElement(JsonNode element)
    {
        switch (element["type"]!.GetValue<string>())
        {
            case "button":
                Length(element["text"]!["text"]).ShouldBeInRange(1, 75);
                Length(element["action_id"]).ShouldBeInRange(1, 255);
                Length(element["value"]).ShouldBeLessThanOrEqualTo(2_000);
                Length(element["url"]).ShouldBeLessThanOrEqualTo(3_000);
                break;
            case "static_select":
                Length(element["placeholder"]!["text"]).ShouldBeInRange(1, 150);
                element["options"]!.AsArray().Count.ShouldBeInRange(1, 100);
                element["options"]!.AsArray().ToList().ForEach(o =>
                {
                    Length(o!["text"]!["text"]).ShouldBeInRange(1, 75);
                    Length(o["value"]).ShouldBeInRange(1, 150);
                });
                break;
            default:
                element["type"]!.GetValue<string>().ShouldBe("mrkdwn");
                break;
        }
    }

    private static IEnumerable<JsonNode> Texts(JsonNode? node) => node switch
    {
        JsonObject { } map when map["type"]?.GetValue<string>() == "mrkdwn" => [map],
        JsonObject map => map.SelectMany(m => Texts(m.Value)),
        JsonArray list => list.SelectMany(Texts),
        _ => [],
    };

    // Slack reads <…> as a link, a mention or a date, & only as the beginning of its three entities.
    private static void CheckEscapes(JsonNode text)
    {
        text["verbatim"]!.GetValue<bool>().ShouldBeTrue();
        var raw = text["text"]!.GetValue<string>();
        var rest = Ours().Replace(raw, "");
        rest.ShouldNotContain("<");
        rest.ShouldNotContain(">");
        Entity().Replace(rest, "").ShouldNotContain("&");
    }

    private static int Length(JsonNode? text) => text?.GetValue<string>().Length ?? 0;

    [GeneratedRegex(@"<!date\^\d+\^[^|<>]*\|[^<>]*>|<https://[^|<>\s]+\|[^|<>]*>|<!(here|channel|everyone)>|<@[UW][0-9A-Z]+>|<!subteam\^S[0-9A-Z]+>")]
    private static partial Regex Ours();

    [GeneratedRegex("&(amp|lt|gt);")]
    private static partial Regex Entity();
}
