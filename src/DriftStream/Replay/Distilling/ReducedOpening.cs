using System.Buffers;
using System.Text.Json;
using DriftStream.Core.Values;

namespace DriftStream.Replay.Distilling;

/// <summary>A record that opened a session, without what says nothing about who did. Session tokens are not among what is left.</summary>
internal static class ReducedOpening
{
    private static readonly JsonWriterOptions Compact = new() { SkipValidation = true };

    private static readonly JsonReaderOptions Deep = new() { MaxDepth = ValueReader.MaxDepth + 1 };

    private static readonly Kept OfCredentials = Kept.Of("accessKeyId", "expiration");
    private static readonly Kept OfArn = Kept.Of("arn");

    private static readonly Kept OfRecord = Kept.Of(
            "eventVersion", "userIdentity", "eventTime", "eventSource", "eventName", "awsRegion", "sourceIPAddress", "userAgent", "eventID", "readOnly",
            "eventType", "eventCategory", "recipientAccountId", "sharedEventID", "sessionCredentialFromConsole", "additionalEventData", "serviceEventDetails")
        .With("requestParameters", Kept.Of("roleArn", "roleSessionName", "durationSeconds", "tags", "principalTags", "incomingTransitiveTags"))
        .With("responseElements", Kept.Of("subjectFromWebIdentityToken", "subject", "provider")
            .With("credentials", OfCredentials).With("assumedRoleUser", OfArn).With("federatedUser", OfArn));

    /// <summary>The reduced record, in the order of the whole one.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlySpan<byte> record)
    {
        var reduced = new ArrayBufferWriter<byte>(record.Length);
        using (var writer = new Utf8JsonWriter(reduced, Compact))
        {
            var reader = new Utf8JsonReader(record, Deep);
            reader.Read();
            Write(ref reader, record, OfRecord, writer);
        }

        return reduced.WrittenMemory;
    }

    private static void Write(ref Utf8JsonReader reader, ReadOnlySpan<byte> record, Kept kept, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (kept.Nested.GetValueOrDefault(name) is { } nested && reader.TokenType == JsonTokenType.StartObject)
            {
                writer.WritePropertyName(name);
                Write(ref reader, record, nested, writer);
            }
            else if (kept.Whole.Contains(name))
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                writer.WritePropertyName(name);
                writer.WriteRawValue(record[start..(int)reader.BytesConsumed], skipInputValidation: true);
            }
            else
            {
                reader.Skip();
            }
        }

        writer.WriteEndObject();
    }

    private sealed record Kept(HashSet<string> Whole, Dictionary<string, Kept> Nested)
    {
        public static Kept Of(params string[] names) => new(names.ToHashSet(StringComparer.Ordinal), new(StringComparer.Ordinal));

        public Kept With(string name, Kept nested)
        {
            Nested[name] = nested;
            return this;
        }
    }
}
