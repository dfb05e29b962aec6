using System.Text.Json;

namespace DriftStream.Alerts.Interactions;

/// <summary>A press of a button, a choice, or a dialog that was sent, as Slack's payload tells it.</summary>
/// <param name="Kind">Slack's word for what happened: <c>block_actions</c>, <c>view_submission</c> or another.</param>
/// <param name="Action">The action of the button or menu; the dialog's callback id.</param>
/// <param name="Value">What the button, the choice or the dialog carries: written by us.</param>
/// <param name="User">The user's id.</param>
/// <param name="UserName">What the user is called.</param>
/// <param name="Team">The workspace's id.</param>
/// <param name="Channel">The channel of the message; null for a dialog.</param>
/// <param name="Trigger">What a dialog may be opened with, for three seconds.</param>
/// <param name="Inputs">What was filled in, by block.</param>
internal sealed record SlackPress(
    string Kind, string Action, string Value, string User, string? UserName, string? Team, string? Channel, string? Trigger, IReadOnlyDictionary<string, string> Inputs)
{
    /// <summary>Reads the payload; null where it is none.</summary>
    public static SlackPress? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = 32 });
            var root = document.RootElement;
            return Text(root, "type") is { } kind && Text(root, "user", "id") is { } user ? Read(root, kind, user) : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // A lone surrogate is JSON and no text.
            return null;
        }
    }

    private static SlackPress Read(JsonElement root, string kind, string user)
    {
        var isDialog = kind == "view_submission";
        var action = isDialog ? Inside(root, "view") : First(Inside(root, "actions"));
        return new(
            kind,
            Text(action, isDialog ? "callback_id" : "action_id") ?? "",
            (isDialog ? Text(action, "private_metadata") : Text(action, "value") ?? Text(action, "selected_option", "value")) ?? "",
            user,
            Text(root, "user", "username") ?? Text(root, "user", "name"),
            Text(root, "team", "id"),
            Text(root, "channel", "id") ?? Text(root, "container", "channel_id"),
            Text(root, "trigger_id"),
            isDialog ? InputsOf(Inside(action, "state", "values")) : new Dictionary<string, string>());
    }

    private static Dictionary<string, string> InputsOf(JsonElement values)
    {
        var inputs = new Dictionary<string, string>();
        foreach (var block in values.ValueKind == JsonValueKind.Object ? values.EnumerateObject().ToList() : [])
        {
            var input = block.Value.ValueKind == JsonValueKind.Object ? block.Value.EnumerateObject().Select(p => p.Value).FirstOrDefault() : default;
            if ((Text(input, "value") ?? Text(input, "selected_date")) is { } text)
            {
                inputs[block.Name] = text;
            }
        }

        return inputs;
    }

    private static JsonElement First(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().FirstOrDefault() : default;

    private static string? Text(JsonElement from, params ReadOnlySpan<string> path) =>
        Inside(from, path) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    private static JsonElement Inside(JsonElement from, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (from.ValueKind != JsonValueKind.Object || !from.TryGetProperty(name, out from))
            {
                return default;
            }
        }

        return from;
    }
}
