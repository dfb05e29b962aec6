using System.Text.Json;
using DriftStream.Alerts.Sinks;

namespace DriftStream.Alerts.Bot;

/// <summary>An answer of Slack's Web API.</summary>
/// <param name="Error">The error's word; null where all went well.</param>
/// <param name="Place">The message that was written; null where none was.</param>
/// <param name="Users">The members of a user group, where they were asked for.</param>
internal sealed record SlackReply(string? Error, MessagePlace? Place, IReadOnlyList<string> Users)
{
    /// <summary>Our own word for an answer that is none of Slack's.</summary>
    public const string Unreadable = "unreadable_answer";

    private const int WordLimit = 60;

    /// <summary>Reads an answer; whatever is none counts as an error of Slack's own, which passes.</summary>
    public static SlackReply Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("ok", out var ok) && ok.ValueKind == JsonValueKind.True
                ? new(null, PlaceIn(root), UsersIn(root))
                : new(Word(root), null, []);
        }
        catch (JsonException)
        {
            return new(Unreadable, null, []);
        }
    }

    private static string Word(JsonElement root) =>
        Text(root, "error") is { Length: > 0 and <= WordLimit } word && word.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-') ? word : Unreadable;

    private static MessagePlace? PlaceIn(JsonElement root) =>
        Text(root, "channel") is { } channel && Text(root, "ts") is { } reference ? new(channel, reference) : null;

    private static List<string> UsersIn(JsonElement root) =>
        root.TryGetProperty("users", out var users) && users.ValueKind == JsonValueKind.Array
            ? [.. users.EnumerateArray().Where(u => u.ValueKind == JsonValueKind.String).Select(u => u.GetString()!)]
            : [];

    private static string? Text(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
