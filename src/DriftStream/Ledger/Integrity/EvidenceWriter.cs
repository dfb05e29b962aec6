using System.Security.Cryptography;
using System.Text.Json;

namespace DriftStream.Ledger.Integrity;

/// <summary>Writes what findings and events rest on. New members come at the end of their object.</summary>
internal static class EvidenceWriter
{
    /// <summary>The evidence of a finding, without the record itself.</summary>
    public static void Write(Utf8JsonWriter writer, AuditFinding found)
    {
        writer.WriteStartObject();
        writer.WriteString("recordedAt", Shown(found.RecordedAt));
        writer.WriteBoolean("late", found.IsLate);
        WriteRecord(writer, found.Proof?.Record, found.Proof?.IsMasked ?? false);
        WriteStates(writer, found.Evidence);
        WriteOrigin(writer, found.Evidence?.Origin);
        WriteChain(writer, found.Proof?.Row, found.Proof?.Link);
        writer.WriteEndObject();
    }

    /// <summary>The record by its size and hash. Of a masked one it is the copy's hash: with that of the original, a short secret could be guessed.</summary>
    public static void WriteRecord(Utf8JsonWriter writer, byte[]? record, bool isMasked)
    {
        if (record is null)
        {
            writer.WriteNull("record");
            return;
        }

        writer.WriteStartObject("record");
        writer.WriteNumber("bytes", record.Length);
        writer.WriteString("sha256", HashOf(record));
        writer.WriteBoolean("masked", isMasked);
        writer.WriteEndObject();
    }

    /// <summary>The states that the event was compared with.</summary>
    public static void WriteStates(Utf8JsonWriter writer, EventEvidence? evidence)
    {
        writer.WriteStartArray("states");
        foreach (var state in evidence?.States ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("name", state.Name);
            writer.WriteString("lineage", state.Lineage);
            writer.WriteNumber("serial", state.Serial);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The file that the event was read from.</summary>
    public static void WriteOrigin(Utf8JsonWriter writer, EventOrigin? origin)
    {
        writer.WriteString("file", origin?.File);
        writer.WriteString("digest", origin?.Digest);
    }

    /// <summary>The row of the chain.</summary>
    public static void WriteChain(Utf8JsonWriter writer, long? row, string? link)
    {
        if (row is not { } number)
        {
            writer.WriteNull("chain");
            return;
        }

        writer.WriteStartObject("chain");
        writer.WriteNumber("row", number);
        writer.WriteString("link", link);
        writer.WriteEndObject();
    }

    /// <summary>The SHA-256 of a record.</summary>
    public static string HashOf(byte[] record) => Convert.ToHexStringLower(SHA256.HashData(record));

    /// <summary>A moment as JSON shows it.</summary>
    public static string Shown(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
}
