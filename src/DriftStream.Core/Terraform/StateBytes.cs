using System.Text.Json;

namespace DriftStream.Core.Terraform;

/// <summary>What the bytes of a state tell before, or after, they are read as JSON.</summary>
internal static class StateBytes
{
    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> content) =>
        content.Span.StartsWith(Utf8Mark) ? content[Utf8Mark.Length..] : content;

    public static bool IsBlank(ReadOnlySpan<byte> json) => json.TrimStart(" \t\r\n"u8).IsEmpty;

    /// <summary>True where the JSON is right as far as it goes, but goes not to its end.</summary>
    public static bool EndsEarly(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(StateDocument.JsonOptions));
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return true;
    }
}
