using System.Text.Json;

namespace DriftStream.States.Windows;

/// <summary>What Terraform writes into a lock.</summary>
/// <param name="IsApply">It applies; a plan or an edit of the state changes nothing in the cloud.</param>
/// <param name="Created">When it was taken; null where it does not tell.</param>
/// <param name="Who">By whom; null where it does not tell.</param>
internal sealed record LockContent(bool IsApply, DateTimeOffset? Created, string? Who)
{
    // It is shown to people, and whoever may write the lock chooses it.
    private const int LongestName = 200;

    /// <summary>Larger ones are no locks.</summary>
    public const int MostBytes = 64 << 10;

    /// <summary>Reads a lock; null: it is not written to the end yet, or none.</summary>
    public static LockContent? Read(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var json = JsonDocument.Parse(content);
            return json.RootElement.ValueKind != JsonValueKind.Object ? null : new(
                Text(json.RootElement, "Operation") == "OperationTypeApply",
                json.RootElement.TryGetProperty(nameof(Created), out var created) && created.ValueKind == JsonValueKind.String && created.TryGetDateTimeOffset(out var moment) ? moment.ToUniversalTime() : null,
                Text(json.RootElement, nameof(Who)) is { } who ? who[..Math.Min(who.Length, LongestName)] : null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
