using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DriftStream.Alerts;

/// <summary>The outside of every Slack message: the news in one line, blocks, and details behind a bar of colour.</summary>
/// <param name="Text">The whole news in one sentence, escaped: what phones, screen readers and search see.</param>
/// <param name="Top">What is said first.</param>
/// <param name="Colour">The bar's colour; null for a message without details.</param>
/// <param name="Details">What stands behind the bar.</param>
internal sealed record SlackBody(string Text, IReadOnlyList<JsonNode> Top, string? Colour, IReadOnlyList<JsonNode> Details)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The message as Slack takes it. Nothing is unfurled: foreign text must not make Slack fetch anything.</summary>
    public JsonObject ToJson()
    {
        var message = new JsonObject
        {
            ["text"] = Text,
            ["unfurl_links"] = false,
            ["unfurl_media"] = false,
            ["blocks"] = new JsonArray([.. Top.Select(b => b.DeepClone())]),
        };
        if (Colour is not null)
        {
            message["attachments"] = new JsonArray(new JsonObject
            {
                ["color"] = Colour,
                ["fallback"] = Text,
                ["blocks"] = new JsonArray([.. Details.Select(b => b.DeepClone())]),
            });
        }

        return message;
    }

    /// <summary>The message as a text.</summary>
    public string ToText() => ToText(ToJson());

    /// <summary>JSON that a person can read, too.</summary>
    public static string ToText(JsonNode json) => json.ToJsonString(Relaxed);
}
