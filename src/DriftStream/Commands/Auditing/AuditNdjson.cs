using System.Text;
using System.Text.Json;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Ledger.Integrity;

namespace DriftStream.Commands.Auditing;

/// <summary>One finding a line, in the one shape of findings, with its team and its evidence behind.</summary>
internal sealed class AuditNdjson(TextWriter output) : IAuditOutput
{
    public AuditDetail Detail => AuditDetail.Proof;

    public void Write(AuditFinding found)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, ValueWriter.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("team", found.Team);
            writer.WritePropertyName("evidence");
            EvidenceWriter.Write(writer, found);
            writer.WriteEndObject();
        }

        var more = Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
        output.Write($"{FindingJson.ToJson(found.Finding)[..^1]},{more[1..]}\n");
    }

    public void Complete()
    {
    }
}
