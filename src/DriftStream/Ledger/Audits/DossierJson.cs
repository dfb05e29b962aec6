using System.Text;
using System.Text.Json;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Ledger.Integrity;

namespace DriftStream.Ledger.Audits;

/// <summary>All about one event for programs, on one line. New members come at the end of their object.</summary>
internal static class DossierJson
{
    /// <summary>The JSON.</summary>
    /// <param name="dossier">What the ledger holds.</param>
    /// <param name="explained">How it is judged again, as <c>explain --output json</c> tells; null where it was not.</param>
    public static string Line(EventDossier dossier, string? explained)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, ValueWriter.Options))
        {
            writer.WriteStartObject();
            WriteEvent(writer, dossier);
            EvidenceWriter.WriteStates(writer, dossier.Evidence);
            EvidenceWriter.WriteOrigin(writer, dossier.Evidence?.Origin);
            WriteFindings(writer, dossier);
            writer.WriteStartArray("holds");
            dossier.Kept.Holds.ToList().ForEach(hold => writer.WriteStringValue(hold.Sentence));
            writer.WriteEndArray();
            WriteChain(writer, dossier);
            WriteRaw(writer, "explain", explained);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void WriteEvent(Utf8JsonWriter writer, EventDossier dossier)
    {
        var (kept, judged) = (dossier.Kept, dossier.Judged);
        writer.WriteStartObject("event");
        writer.WriteString("id", judged.EventId);
        writer.WriteString("time", EvidenceWriter.Shown(DateTimeOffset.FromUnixTimeMilliseconds(judged.Time)));
        writer.WriteString("source", dossier.Evidence?.Source);
        writer.WriteString("name", judged.Name);
        writer.WriteString("account", judged.Account.Length == 0 ? null : judged.Account);
        writer.WriteString("region", dossier.Evidence?.Region);
        writer.WriteEndObject();
        writer.WriteString("actor", judged.Actor);
        writer.WriteString("judgedAt", EvidenceWriter.Shown(kept.JudgedAt));
        writer.WriteStartArray("verdicts");
        kept.Verdicts.Split(',').ToList().ForEach(writer.WriteStringValue);
        writer.WriteEndArray();
        EvidenceWriter.WriteRecord(writer, kept.Record, kept.IsMasked);
        WriteRaw(writer, "content", kept.Record is { } record ? Encoding.UTF8.GetString(record) : null);
    }

    private static void WriteFindings(Utf8JsonWriter writer, EventDossier dossier)
    {
        writer.WriteStartArray("findings");
        foreach (var found in dossier.Findings)
        {
            FindingJson.Write(writer, found.Finding);
        }

        writer.WriteEndArray();
    }

    private static void WriteChain(Utf8JsonWriter writer, EventDossier dossier)
    {
        if (dossier.Chained is not { } row)
        {
            writer.WriteNull("chain");
            return;
        }

        writer.WriteStartObject("chain");
        writer.WriteNumber("row", row.Number);
        writer.WriteString("link", row.Link);
        writer.WriteString("at", EvidenceWriter.Shown(row.WrittenAt));
        writer.WriteString("writer", row.Writer);
        writer.WriteString("key", row.KeyId);
        if (dossier.Fits is { } fits)
        {
            writer.WriteBoolean("fits", fits);
        }
        else
        {
            writer.WriteNull("fits");
        }

        writer.WriteEndObject();
    }

    private static void WriteRaw(Utf8JsonWriter writer, string name, string? json)
    {
        writer.WritePropertyName(name);
        if (json is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteRawValue(json);
        }
    }
}
