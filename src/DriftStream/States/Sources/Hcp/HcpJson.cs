using System.Text.Json;

namespace DriftStream.States.Sources.Hcp;

/// <summary>Picks values out of what a server sent; what is absent or of another kind is null.</summary>
internal static class HcpJson
{
    /// <summary>What lies at a path.</summary>
    public static JsonElement? At(this JsonElement from, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (from.ValueKind != JsonValueKind.Object || !from.TryGetProperty(name, out from))
            {
                return null;
            }
        }

        return from;
    }

    /// <summary>A text that is not empty.</summary>
    public static string? Text(this JsonElement from, params ReadOnlySpan<string> path) =>
        from.At(path) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>A whole number.</summary>
    public static long? Number(this JsonElement from, params ReadOnlySpan<string> path) =>
        from.At(path) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    /// <summary>Yes or no.</summary>
    public static bool? Flag(this JsonElement from, params ReadOnlySpan<string> path) =>
        from.At(path) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : null;

    /// <summary>A moment.</summary>
    public static DateTimeOffset? Moment(this JsonElement from, params ReadOnlySpan<string> path) =>
        from.At(path) is { ValueKind: JsonValueKind.String } value && value.TryGetDateTimeOffset(out var moment) ? moment.ToUniversalTime() : null;

    /// <summary>The members of a list; none where there is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement from, params ReadOnlySpan<string> path) =>
        from.At(path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}
