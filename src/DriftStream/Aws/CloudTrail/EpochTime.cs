using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.CloudTrail;

/// <summary>Times as AWS's JSON 1.1 has them: seconds since 1970, with fractions where there are any.</summary>
internal sealed class EpochTime : JsonConverter<DateTime>
{
    /// <inheritdoc/>
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTime.UnixEpoch.AddSeconds(reader.GetDouble());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteNumberValue((long)(value.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds);
}
