using System.Net;
using System.Text.Json;

namespace DriftStream.States.Notifications;

/// <summary>What a message of a bucket says: S3's own form, EventBridge's, or either of them inside an SNS notification.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html</remarks>
internal static class BucketNotification
{
    // A topic around a bus around a bucket.
    private const int MostWrappings = 3;

    /// <summary>The addresses of the objects that came, went or were written; none where it only tests the way. Null: it is no such message.</summary>
    public static IReadOnlyList<string>? Read(string body)
    {
        try
        {
            for (var wrappings = 0; wrappings <= MostWrappings; wrappings++)
            {
                using var json = JsonDocument.Parse(body);
                if (Text(json.RootElement, "Type") != "Notification" || Text(json.RootElement, "Message") is not { } inner)
                {
                    return Objects(json.RootElement);
                }

                body = inner;
            }

            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<string>? Objects(JsonElement message) =>
        Text(message, "Event") == "s3:TestEvent" ? []
        : Text(message, "source") == "aws.s3" && Member(message, "detail") is { } detail ? (Address(detail, isEncoded: false) is { } one ? [one] : null)
        : Member(message, "Records") is { ValueKind: JsonValueKind.Array } records && records.EnumerateArray().All(r => Text(r, "eventSource") == "aws:s3")
            ? [.. records.EnumerateArray().Select(r => Member(r, "s3") is { } s3 ? Address(s3, isEncoded: true) : null).OfType<string>()]
        : null;

    // S3 encodes keys as forms do, EventBridge does not.
    private static string? Address(JsonElement from, bool isEncoded) =>
        Member(from, "bucket") is { } bucket && Text(bucket, "name") is { } name && Member(from, "object") is { } found && Text(found, "key") is { } key
            ? $"s3://{name}/{(isEncoded ? WebUtility.UrlDecode(key) : key)}"
            : null;

    private static JsonElement? Member(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement from, string name) =>
        Member(from, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
