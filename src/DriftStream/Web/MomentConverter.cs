using System.Text.Json;
using System.Text.Json.Serialization;
using DriftStream.Configuration;

namespace DriftStream.Web;

/// <summary>Reads moments in bodies as everywhere else: what names no time zone is UTC, and not whatever the machine's is.</summary>
internal sealed class MomentConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType != JsonTokenType.String ? throw new JsonException()
        : Moment.OfCalendar(reader.GetString()!, TimeZoneInfo.Utc) is { } moment ? moment
        : reader.TryGetDateTimeOffset(out var finer) ? finer
        : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
