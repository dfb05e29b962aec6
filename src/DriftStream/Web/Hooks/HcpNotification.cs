using System.Text.Json;

namespace DriftStream.Web.Hooks;

/// <summary>What a notification of HCP Terraform is about. What it says of the run is not looked at: the server itself is asked for that.</summary>
/// <param name="Triggers">What caused it: <c>run:applying</c>, <c>verification</c>.</param>
/// <param name="Workspace">The workspace as Terraform writes it, <c>app.terraform.io/acme/net</c>; null where it names none.</param>
/// <remarks>https://developer.hashicorp.com/terraform/cloud-docs/api-docs/notification-configurations#notification-payload</remarks>
internal sealed record HcpNotification(IReadOnlyList<string> Triggers, string? Workspace)
{
    /// <summary>Whether a state or who applies to it may have changed.</summary>
    public bool ConcernsStates => Triggers.Any(t => t.StartsWith("run:", StringComparison.Ordinal) || t.StartsWith("workspace:", StringComparison.Ordinal));

    /// <summary>Reads one; null: it is none.</summary>
    public static HcpNotification? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root ? Version(root) switch
            {
                "1" => OfRun(root),
                "2" => OfWorkspace(root),
                _ => null,
            } : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // A lone surrogate is JSON and no text.
            return null;
        }
    }

    // Documented as a number, and shown as a text in the samples.
    private static string? Version(JsonElement root) => root.TryGetProperty("payload_version", out var version)
        ? version.ValueKind switch { JsonValueKind.Number => version.GetRawText(), JsonValueKind.String => version.GetString(), _ => null }
        : null;

    private static HcpNotification OfRun(JsonElement root)
    {
        var events = root.TryGetProperty("notifications", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;
        return new([.. events.Select(e => Text(e, "trigger")).OfType<string>()], Place(root, Text(root, "run_url")));
    }

    private static HcpNotification OfWorkspace(JsonElement root) => new(
        Text(root, "trigger") is { } trigger ? [trigger] : [],
        root.TryGetProperty("details", out var details) ? Place(details, Text(root, "notification_configuration_url")) : null);

    // Only the addresses in it tell of which server it is.
    private static string? Place(JsonElement from, string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var server) && Text(from, "organization_name") is { } organization && Text(from, "workspace_name") is { } workspace
            ? $"{(server.IsDefaultPort ? server.IdnHost : $"{server.IdnHost}:{server.Port}")}/{organization}/{workspace}"
            : null;

    private static string? Text(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
