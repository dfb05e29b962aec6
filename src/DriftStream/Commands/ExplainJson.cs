using System.Text;
using System.Text.Json;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;

namespace DriftStream.Commands;

/// <summary>A judgement for programs: one line for each event.</summary>
internal static class ExplainJson
{
    public static string Line(CloudTrailEvent change, Judgement judgement)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, ValueWriter.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("event", change.Id);
            writer.WriteStartArray("steps");
            foreach (var step in judgement.Steps)
            {
                writer.WriteStartObject();
                writer.WriteString("name", step.Name);
                writer.WriteString("text", step.Text);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("findings");
            foreach (var finding in judgement.Findings)
            {
                FindingJson.Write(writer, finding);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
