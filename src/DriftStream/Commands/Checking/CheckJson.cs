using System.Text;
using System.Text.Json;
using DriftStream.Core.Values;

namespace DriftStream.Commands.Checking;

/// <summary>The outcome for programs.</summary>
internal static class CheckJson
{
    public static string Of(IReadOnlyList<CheckLine> lines)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, ValueWriter.Options))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("ok", lines.All(l => l.Result != CheckResult.Failed));
            writer.WriteStartArray("checks");
            foreach (var line in lines)
            {
                writer.WriteStartObject();
                writer.WriteString("check", line.Name);
                writer.WriteString("result", CheckText.Word(line.Result));
                writer.WriteString("what", line.What);
                writer.WriteString("remedy", line.Remedy);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
